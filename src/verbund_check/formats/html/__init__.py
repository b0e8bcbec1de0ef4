"""A document as an HTML file."""
