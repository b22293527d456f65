"""Composite indicators on any frame of units x indicators: pure functions."""
