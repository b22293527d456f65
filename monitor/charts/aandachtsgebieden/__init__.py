"""Charts of the page Aandachtsgebieden."""
