"""Keep results on disk between starts: read whole and proven, or made again.

A result's key covers everything it depends on, the code that made it included, so that a kept
result is never a stale one. A file that is absent, cut or altered counts as absent.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from data.boundaries.cache import default_root, folder
from data.errors import UnwritableOutput
from data.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

ROOMS = ("data", "geo", "network", "briefing", "plusn")
ENDINGS = (".py", ".json", ".csv", ".js", ".css")
MOST_FILES = 256


def kept(name: str, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Give a result that was kept, or make it and keep it.

    Parameters
    ----------
    name
        What the result depends on beside the code and the packaged tables: its arguments.
    make
        Makes it: plain JSON values.
    """
    found = recall(name)
    return keep(name, make()) if found is None else found


def recall(name: str) -> dict[str, Any] | None:
    """Give a result that was kept, if it is there and whole."""
    try:
        head, _, body = _place(name).read_bytes().partition(b"\n")
    except OSError:
        return None
    if head.decode("ascii", "replace") != hashlib.sha256(body).hexdigest():
        return None
    found: dict[str, Any] = json.loads(body)
    return found


def keep(name: str, made: dict[str, Any]) -> dict[str, Any]:
    """Keep a result, and give it as it will be read."""
    body = json.dumps(made, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    _keep(_place(name).name, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    restored: dict[str, Any] = json.loads(body)
    return restored


def _place(name: str) -> Path:
    return default_root() / "results" / f"{_key(name)}.json"


def _keep(name: str, content: bytes) -> None:
    place = default_root() / "results"
    try:
        place.mkdir(parents=True, exist_ok=True)
        write_atomic(place / name, content)
        files = sorted(place.glob("*.json"), key=lambda file: file.stat().st_mtime)
        for old in files[:-MOST_FILES]:
            old.unlink(missing_ok=True)
    except (OSError, UnwritableOutput):
        # A folder that cannot be written makes the next start slower, and nothing else.
        return


def _key(name: str) -> str:
    parts = (code_digest(), folder().name, name)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


@cache
def code_digest() -> str:
    """Digest our own code, tables and catalogues.

    Examples
    --------
    >>> len(code_digest())
    64
    """
    total = hashlib.sha256()
    for room in ROOMS:
        for file in _files(resources.files(room)):
            total.update(file.name.encode())
            total.update(file.read_bytes())
    return total.hexdigest()


def _files(place: Traversable) -> Iterator[Traversable]:
    for entry in sorted(place.iterdir(), key=lambda item: item.name):
        if entry.is_dir() and not entry.name.startswith("__"):
            yield from _files(entry)
        elif entry.name.endswith(ENDINGS):
            yield entry
