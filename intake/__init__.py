"""The domain: what is asked, how an answer is understood, what the law says. Plain Python, no framework."""
