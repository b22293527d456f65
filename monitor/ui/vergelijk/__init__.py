"""The page Vergelijk: ``page`` its controls and order, ``places`` what is compared and what it is
called, ``told`` its sentences (``districts`` those of districts), ``blocks`` the heat table, the
difference, the file, ``spine`` and ``lines`` the rows of these charts.
"""  # noqa: D205
