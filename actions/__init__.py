"""Rasa SDK actions: what the bot does between hearing and speaking. Generic over the questionnaire."""
