"""CBS's and PDOK's services on loopback, over any folder of tables: what the client code meets.

It speaks OData v3 (``ODataApi``, ``ODataFeed``), OData v4, WFS for boundaries, and plain files,
with the limits, the padding and the silent traps of the real ones, and it fails on request. Start
it with ``python -m tests.cbs_server FOLDER --port N`` or in a test ``with serve(folder) as url``.
"""

from tests.cbs_server.faults import Fault
from tests.cbs_server.server import Address, serve

__all__ = ["Address", "Fault", "serve"]
