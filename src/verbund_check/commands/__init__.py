"""One module for each command; `cli` imports it only when that command is run."""
