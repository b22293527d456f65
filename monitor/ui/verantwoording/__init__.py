"""The page Verantwoording: ``choices`` its parts and the weights kept in the address, ``movers``
and ``gaps`` what these change, ``method`` how the score comes about, ``sure`` how sure ranks are,
``coherence`` whether indicators cohere, ``blocks`` its charts in their order.
"""  # noqa: D205
