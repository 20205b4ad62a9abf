"""What the Wet inburgering 2021 asks, each rule with its article."""
