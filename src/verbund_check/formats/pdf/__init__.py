"""A document as a PDF file."""
