"""Checks of the project itself; the monitor needs none of them to run."""
