"""The page Wijken: ``page`` its order and controls, ``rows`` what is shown of whom, ``maps`` the
map and the ranking, ``blocks`` what an average hides and the heat table, ``profile`` one district.
"""  # noqa: D205
