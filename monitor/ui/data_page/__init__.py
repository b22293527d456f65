"""Page Data: coverage, catalog, sources, downloads, a set of one's own."""
