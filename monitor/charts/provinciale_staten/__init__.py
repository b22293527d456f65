"""The charts of the page Provinciale Staten, a file each."""
