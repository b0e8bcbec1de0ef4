"""What is asked: the guide as data, loaded and checked."""
