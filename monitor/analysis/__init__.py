"""Answers to the users' questions, computed from a snapshot and its scores."""
