"""Keep built point indexes beside their layers: whole, proven and of one making, or not at all.

A file is a line with the key of its making and the SHA-256 of the rest, then a NumPy archive of
plain arrays: no object in it can act when it is read. The key covers the bytes of the layers and
the recipe of the index.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from data.boundaries import cache, countries
from data.errors import UnwritableOutput
from data.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    Arrays = Mapping[str, NDArray[Any]]


def key_of(layer: str, recipe: str, *, root: Path | None = None) -> str:
    """Digest what an index is made from.

    Parameters
    ----------
    layer
        Name of a layer that is in the cache.
    recipe
        Version and settings of the index, such as ``"1, cell 0.02"``.
    root
        Root of the caches: see `data.boundaries.build`.

    Returns
    -------
    str
        64 hexadecimal digits; other ones whenever a byte of the layer or of the world changes.
    """
    entry = cache.entries(cache.folder(root)).get(layer)
    made_from = [
        layer,
        entry.sha256 if entry else "",
        countries.world_provenance()["sha256"],
        recipe,
    ]
    return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()


def recall(layer: str, key: str, *, root: Path | None = None) -> dict[str, NDArray[Any]] | None:
    """Give the arrays kept for a layer when they are whole and of this key, else `None`."""
    try:
        head, _, body = _place(layer, root).read_bytes().partition(b"\n")
    except OSError:
        return None
    if head != _head(key, body):
        return None
    try:
        with np.load(BytesIO(body), allow_pickle=False) as archive:
            return {name: archive[name] for name in archive.files}
    except (ValueError, OSError, zipfile.BadZipFile):
        return None


def keep(layer: str, key: str, arrays: Arrays, *, root: Path | None = None) -> bool:
    """Keep the arrays of a layer's index in the place of older ones.

    Returns
    -------
    bool
        Whether they are on disk: a folder that cannot be written makes the next start slower, and
        nothing else.
    """
    buffer = BytesIO()
    np.savez(buffer, allow_pickle=False, **arrays)
    body = buffer.getvalue()
    try:
        write_atomic(_place(layer, root), _head(key, body) + b"\n" + body)
    except UnwritableOutput:
        return False
    return True


def _place(layer: str, root: Path | None) -> Path:
    return cache.folder(root) / f"index-{layer}.npz"


def _head(key: str, body: bytes) -> bytes:
    return f"{key} {hashlib.sha256(body).hexdigest()}".encode()
