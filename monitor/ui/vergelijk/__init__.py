"""The page Vergelijk: ``page`` its controls and order, ``places`` what is compared and what it is
called, ``told`` its sentences, ``blocks`` the heat table, the lines, the difference, the file.
"""  # noqa: D205
