"""Page Presentatie: the slides one composes, shows and takes home."""
