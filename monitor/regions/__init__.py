"""Municipalities, provinces and groups; boundary changes and their recoding."""
