"""Settings that these tests need where they run by themselves (tools/score_alone.py)."""

from hypothesis import settings

settings.register_profile("score", deadline=None)  # a slow machine is no failure
settings.load_profile("score")
