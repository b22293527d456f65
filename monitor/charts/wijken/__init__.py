"""The charts of the page Wijken, one a file."""
