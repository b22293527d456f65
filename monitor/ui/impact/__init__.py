"""The page Impact.

``page`` is its order. What can be seen: ``effect`` the plan, the wait and the order of the answer,
``answer`` its charts and sentences. Who works on what: ``register``, with ``places`` (the map),
``cards`` and ``upload``.
"""
