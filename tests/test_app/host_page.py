"""A page of another origin that shows a figure in a frame, and the app as an office sets it."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = '<!doctype html><html lang="en"><title>Host</title><body><p>Ours.</p>\n{lines}</body></html>'


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


@contextlib.contextmanager
def host(folder, lines):
    """Serve a page with the lines from a port of its own."""
    (folder / "index.html").write_text(PAGE.format(lines=lines), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def office(ancestors):
    """Start the app of an office that names who may show its figures."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = (sys.executable, "-m", "streamlit", "run", "streamlit_app.py")
    with subprocess.Popen(
        [*command, "--server.port", str(port), "--server.headless", "true"],
        cwd=ROOT,
        env={**os.environ, "PLUSN_FRAME_ANCESTORS": ancestors},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            waited(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def waited(url):
    for _ in range(360):
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2):  # noqa: S310
            return
        time.sleep(0.25)
    raise AssertionError(f"{url} does not answer")


def moved(lines, there):
    """Give the lines of one app for the address of another."""
    return re.sub(r'="http://127\.0\.0\.1:\d+/', f'="{there}/', lines)
