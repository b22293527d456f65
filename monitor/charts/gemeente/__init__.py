"""Charts of the page Gemeente."""
