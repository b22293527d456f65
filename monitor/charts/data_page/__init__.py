"""Charts of the page Data."""
