"""The yardstick: a Rasa bot as `rasa init` and the Rasa documentation make it, with one form of as many questions as our intake."""
