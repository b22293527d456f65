"""The page Gemeente: ``view`` what it shows of a selection, ``head`` its controls and terms."""
