"""A data set in one file: what was read, how, and what the user answered.

A zip archive of ``manifest.json`` (format, version, digest of every part), ``book.json`` (the
cells as they were read), ``answers.json`` (reading, confirmations, choices) and, for other
programs, ``numbers.parquet``. Nothing in it is code, and nothing but the first three is opened,
in a process of its own like every upload: whoever alters such a file can write its digests anew.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import asdict
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from data.errors import Problems, UnreadableFile
from data.phrase import said
from data.uploads.limits import APP
from data.uploads.read_saved import ANSWERS, BOOK, MANIFEST
from data.uploads.saved import read_saved_bytes
from data.uploads.wire import pack_book
from plusn.own.answers import Answers, pack_answers, unpack_answers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.uploads.limits import Limits
    from data.uploads.read_saved import Saved
    from plusn.own.draft import Draft

FORMAT = "plusn-own-data"
VERSION = 2
NUMBERS = "numbers.parquet"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip archive can hold: no clock
LEVEL = 6
ZIP_HEAD = b"PK\x03\x04"
NAMED_WITHIN = 200  # bytes of the archive's beginning in which its first part is named
AGAIN = said("Open the file that was saved, or bring the original table again.")


def is_workspace(content: bytes) -> bool:
    """Tell whether a file begins as a saved data set does."""
    return content.startswith(ZIP_HEAD) and MANIFEST.encode() in content[:NAMED_WITHIN]


def to_bytes(draft: Draft) -> bytes:
    """Save a data set; the same data set gives the same bytes."""
    book = draft.book
    parts = {
        BOOK: _json({**pack_book(book), "name": book.name, "digest": book.digest,
                     "size": book.size}),
        ANSWERS: _json(pack_answers(draft)),
    }  # fmt: skip
    if numbers := _numbers(draft):
        parts[NUMBERS] = numbers
    listed = {name: _digest(content) for name, content in parts.items()}
    manifest = {"format": FORMAT, "version": VERSION, "parts": listed}
    manifest["digest"] = _digest(_json(manifest))
    return _zipped({MANIFEST: _json(manifest), **parts})


def from_bytes(content: bytes, *, name: str, limits: Limits = APP) -> Draft:
    """Open a saved data set.

    Raises
    ------
    UnreadableFile
        It is broken or altered, or a later version of PlusN saved it.
    TooLarge
        It is above the limits.
    PlusNError
        What it holds cannot be understood.
    """
    from plusn.own.opening import open_draft  # noqa: PLC0415 - the gazetteer loads slowly

    saved = read_saved_bytes(content, name=name, limits=limits)
    version = _checked(saved, name)
    try:
        answers = unpack_answers(cast("Mapping[str, Any]", saved.answers), version)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as problem:
        raise _altered(name) from problem
    if saved.book is None:
        raise _altered(name)
    return open_draft(
        saved.book,
        reading=answers.reading,
        confirmed=answers.confirmed,
        **answers.choices,
    )


def _checked(saved: Saved, name: str) -> int:
    """Give the version of the format where the manifest is ours, and agrees with every part."""
    try:
        manifest = dict(cast("Mapping[str, Any]", saved.manifest))
        version, digest = manifest["version"], manifest.pop("digest")
        known = manifest["format"] == FORMAT and type(version) is int and version > 0
    except (ValueError, KeyError, TypeError) as problem:
        raise _altered(name) from problem
    if known and version > VERSION:
        raise UnreadableFile(
            said("{name} was saved by a later version of PlusN", name=name),
            remedy=said("Use that version, or bring the original table again."),
        )
    there = set(saved.digests)
    whole = {MANIFEST, BOOK, ANSWERS} <= there <= {MANIFEST, BOOK, ANSWERS, NUMBERS}
    listed = {part: one for part, one in saved.digests.items() if part != MANIFEST}
    own = known and whole and digest == _digest(_json(manifest))
    if not own or manifest["parts"] != listed:
        raise _altered(name)
    return int(version)


def _altered(name: str) -> UnreadableFile:
    return UnreadableFile(said("{name} is not as PlusN saved it", name=name), remedy=AGAIN)


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=1)
    return (text + "\n").encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same bytes on every system
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return target.getvalue()


def _numbers(draft: Draft) -> bytes:
    """Write the numbers by region for other programs; nothing where they are not settled."""
    try:
        table = draft.table()
    except Problems:
        return b""
    import pandas as pd  # noqa: PLC0415

    rows = [
        {
            **asdict(one.key),
            "unit": one.quantity.unit,
            "level": str(cell.key.level),
            "code": cell.key.code,
            "low": None if cell.low is None else float(cell.low),
            "high": None if cell.high is None else float(cell.high),
            "standing": str(cell.standing),
        }
        for one in table.counted
        for cell in one.cells
    ]
    target = BytesIO()
    pd.DataFrame(rows).to_parquet(target, index=False)
    return target.getvalue()


__all__ = ["Answers", "from_bytes", "is_workspace", "to_bytes"]
