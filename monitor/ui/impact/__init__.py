"""The page Impact: ``page`` its order, ``register`` who works on what, ``cards``, ``places`` the
map, ``upload`` a register of one's own.
"""  # noqa: D205
