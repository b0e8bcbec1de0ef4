"""Talks to the person: streams, line breaking, plain lines and full screen."""
