"""Charts of the page Impact: a file each, with figure, title, alternative and table together."""
