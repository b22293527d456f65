"""Where figures come from: CBS, boundaries, files."""
