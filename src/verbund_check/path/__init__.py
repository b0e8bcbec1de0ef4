"""The guided path: one screen that knows what is stored, from which everything can be done without a typed command."""
