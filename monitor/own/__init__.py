"""Own sets of the province: read a file, say what was understood, put it beside the rest.

The steps, one a module: ``files`` (bytes to cells), ``layout`` (which cell is what), ``understand``
(the figures and every problem), ``observe`` (observations, indicator, frozen scale), ``store``
(keep a set, and add sets to a snapshot).
"""
