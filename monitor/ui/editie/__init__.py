"""The page of an edition: what was shown on a day, and what is otherwise now."""
