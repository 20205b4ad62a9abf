"""Speed and memory of Wegwijs beside a stock Rasa bot: `uv run python -m benchmarks`."""
