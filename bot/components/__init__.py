"""The NLU pipeline, in the order of config.yml."""
