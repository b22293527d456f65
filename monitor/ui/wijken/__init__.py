"""The page Wijken: ``page`` its controls and order, ``chosen`` whose districts the reader looks at,
``blocks`` the choice of a district, ``profile`` one district with its figures.
"""  # noqa: D205
