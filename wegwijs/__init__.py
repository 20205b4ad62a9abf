"""The command line and what runs the product."""
