"""Charts of the page Kaart that are no map."""
