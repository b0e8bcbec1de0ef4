"""What follows from the answers: pure functions."""
