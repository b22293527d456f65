"""The charts of the page Vergelijk."""
