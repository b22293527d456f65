"""Page Kaart: the map of one year, what stands out, the ranking."""
