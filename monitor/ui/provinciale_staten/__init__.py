"""The page Provinciale Staten.

``page`` is its order, ``view`` gathers what it shows of one selection, ``cards`` draws the answers
of the first screen, ``more`` what stands below it, ``note`` the
progress note in Word.
"""
