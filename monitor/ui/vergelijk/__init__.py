"""The page Vergelijk: ``page`` its controls, order and file, ``places`` what the reader lays beside
each other, ``told`` its sentences (``districts`` those of districts).
"""  # noqa: D205
