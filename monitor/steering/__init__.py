"""Steering: norms, criteria set beforehand, signals, the next measurement, and what is told of it.

Every verdict here rests on the usual change of a measure (`usual`) and on the one notion of change
of `monitor.analysis` (`course`); docs/steering.md explains them.
"""
