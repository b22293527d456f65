"""The page Verantwoording: ``choices`` its parts and the weights kept in the address, ``blocks``
its charts in their order, ``told`` what these come down to, ``method`` how the score comes about.
"""  # noqa: D205
