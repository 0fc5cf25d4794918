"""A time-stamp authority of RFC 3161 on 127.0.0.1, for as long as it is needed: no network, no cost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from asn1crypto import tsp
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from contracts.seal.keys import Key, unlocked

REPLY = "application/timestamp-reply"


@contextmanager
def served(key: Key, now: datetime, *, status: int = 200) -> Iterator[str]:
    """The address of an authority that dates everything `now`; with another `status` it is out of order."""
    own = unlocked(key)
    dates = DummyTimeStamper(own.signing_cert, own.signing_key, own.cert_registry, fixed_dt=now)

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = dates.request_tsa_response(asked).dump() if status == 200 else b"out of order"
            self.send_response(status)
            self.send_header("Content-Type", REPLY)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *arguments: Any) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
