"""What a file is, told from its first bytes and its structure, never from its name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from data.uploads.limits import Limits


def sniff(source: BinaryIO, *, name: str, limits: Limits) -> str:  # noqa: ARG001
    """Tell the kind of a file: a key of `data.uploads.child.READERS`."""
    source.seek(0)
    head = source.read(4096)
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    if head.lstrip().startswith(b"{"):
        return "geojson"
    return "text"
