"""Which province the monitor is about, and the groups in it that it asks after: once."""

PROVINCE = "PV30"
FOCUS = ("west-brabant", "middelgroot")
"""Ids in geodata/groups.toml."""
