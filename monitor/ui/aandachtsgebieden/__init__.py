"""Page Aandachtsgebieden: how groups of municipalities stand, on what, how surely."""
