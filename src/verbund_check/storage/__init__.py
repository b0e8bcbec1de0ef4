"""Keeps what was said: safe files, the store, the session on one of them."""
