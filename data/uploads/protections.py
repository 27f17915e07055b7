"""Which protections hold on this system, found out by trying to get around each."""

from __future__ import annotations

import json
import socket
import tempfile
from contextlib import closing
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from data.errors import InputProblem, TooLarge
from data.uploads.helper import Helper
from data.uploads.limits import APP, Ask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.uploads.limits import Limits

PROTECTIONS = (
    "process",
    "wall_time",
    "processor_time",
    "memory",
    "core_dump",
    "writing",
    "files",
    "network",
    "programs",
    "signals",
    "python",
    "nothing_inherited",
)
"""What is tried, in the order in which it is shown; docs/uploads.md tells what each means."""
BLINK = replace(APP, seconds=0.2)


@cache
def protections() -> Mapping[str, bool]:
    """Tell which protections hold here: each is tried once, in a reading process.

    Returns
    -------
    mapping
        Each of `PROTECTIONS` → whether it holds.
    """
    found = {**_tried(), "wall_time": _ends_in_time()}
    found["process"] = bool(found)
    return MappingProxyType({name: bool(found.get(name)) for name in PROTECTIONS})


def _tried() -> dict[str, bool]:
    with (
        tempfile.NamedTemporaryFile(prefix="plusn-canary-") as canary,
        closing(socket.create_server(("127.0.0.1", 0))) as server,
    ):
        canary.write(b"nobody reads this")
        canary.flush()
        asked = {"file": str(Path(canary.name)), "port": server.getsockname()[1]}
        answer = _ask(asked, replace(APP, memory=500_000_000))
    rows = answer.get("book", {}).get("sheets", [{}])[0].get("rows", [])
    return {str(name): held is True for name, held in rows}


def _ends_in_time() -> bool:
    try:
        _ask({"wait": True}, BLINK)
    except TooLarge:
        return True
    except InputProblem:
        return False
    return False


def _ask(asked: dict[str, object], limits: Limits) -> dict[str, Any]:
    raw = json.dumps(asked).encode()
    job = {"kind": "probe", "name": "probe", "size": len(raw)}
    return Helper("probe").ask(job, BytesIO(raw), limits=limits, ask=Ask())
