"""Charts of the page Verantwoording."""
