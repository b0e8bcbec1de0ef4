"""Asks: one engine for every questionnaire, and the prompts that it puts."""
