"""Page Gemeente: one municipality, its profile, years, peers, districts and factsheet."""
