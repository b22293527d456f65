"""Selection, widgets, texts and caching of the pages."""
