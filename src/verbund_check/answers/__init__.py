"""What was said: assessments and key-points papers, and the one reader for them."""
