"""Zip packages whose bytes depend on their content only."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST = "[Content_Types].xml"  # office programs expect it in front
MOMENT = (2000, 1, 1, 0, 0, 0)


def packed(members: Mapping[str, bytes]) -> bytes:
    """Write members into a zip file in the order of their names, all with one date.

    Parameters
    ----------
    members
        Name in the file → content.

    Examples
    --------
    >>> one = packed({"b": b"2", "a": b"1"})
    >>> one == packed({"a": b"1", "b": b"2"}), sorted(unpacked(one))
    (True, ['a', 'b'])
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name in sorted(members, key=lambda name: (name != FIRST, name)):
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            file.writestr(entry, members[name])
    return content.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """Read the members of a zip file that we wrote ourselves."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}
