"""Builds documents: each module turns one thing of the domain into blocks, once, for every format."""
