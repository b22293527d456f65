"""``python -m tests.cbs_server FOLDER --port N``: serve until interrupted."""

from __future__ import annotations

import argparse
import contextlib
import json
from pathlib import Path

from tests.cbs_server.faults import Fault
from tests.cbs_server.server import make_server


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.cbs_server", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder with cbs/, boundaries/ and files/")
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        help='JSON, e.g. \'{"kind": "status", "value": 503, "match": "TypedDataSet", "times": 2}\'',
    )
    args = parser.parse_args()
    faults = tuple(Fault(**json.loads(text)) for text in args.fault)
    server = make_server(args.folder, faults, port=args.port)
    print(
        f"http://127.0.0.1:{server.server_port} serves {args.folder}; stop with Ctrl-C", flush=True
    )
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()


if __name__ == "__main__":
    main()
