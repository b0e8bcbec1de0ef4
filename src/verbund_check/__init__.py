"""verbund-check: does a training alliance suit your firm?"""

# A literal, so that `--version` need not import importlib.metadata.
__version__ = "0.1.0"
