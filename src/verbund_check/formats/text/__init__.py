"""A document on the terminal."""
