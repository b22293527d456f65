"""Monitor Sociale Veerkracht: social resilience of Dutch municipalities."""

__version__ = "0.1.0"
