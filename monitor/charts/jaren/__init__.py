"""Charts of the page Jaren."""
