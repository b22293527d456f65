"""Answers to the questions of a view, each worked out once for its snapshot and shared by all.

``view`` says which snapshot is shown, ``remember`` keeps what was computed of it, ``about_<what>``
hold the answers. What they return is shared: never change it, copy first.

Nothing here knows Streamlit: whoever shows something says what it is (`view`).
"""
