"""A data set in one file: what was read, how, and what the user answered.

A zip archive of ``manifest.json`` (format, version, digest of every part), ``book.json`` (the
cells as they were read), ``answers.json`` (reading, confirmations, choices) and, for other
programs, ``numbers.parquet``. Nothing in it is code, and nothing but the first three is opened.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import asdict
from io import BytesIO
from typing import TYPE_CHECKING, Any

from data.errors import Problems, UnreadableFile
from data.phrase import said
from data.uploads.archive import check_parts, unfold
from data.uploads.limits import APP
from data.uploads.wire import Garbled, pack_book, unpack_book
from plusn.own.answers import Answers, pack_answers, unpack_answers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.uploads.limits import Limits
    from plusn.own.draft import Draft

FORMAT = "plusn-own-data"
VERSION = 2
MANIFEST, BOOK, ANSWERS, NUMBERS = "manifest.json", "book.json", "answers.json", "numbers.parquet"
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

    parts = _opened(content, name, limits)
    manifest = _checked(parts, name)
    try:
        told = json.loads(parts[BOOK])
        answers = unpack_answers(json.loads(parts[ANSWERS]), manifest["version"])
        book = unpack_book(
            told,
            name=str(told["name"])[:255],
            digest=str(told["digest"])[:64],
            size=int(told["size"]),
            limits=limits,
        )
    except (Garbled, ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise _altered(name) from problem
    return open_draft(
        book,
        reading=answers.reading,
        confirmed=answers.confirmed,
        **answers.choices,
    )


def _opened(content: bytes, name: str, limits: Limits) -> dict[str, bytes]:
    source = BytesIO(content)
    there = set(check_parts(source, name=name, limits=limits))
    if not {MANIFEST, BOOK, ANSWERS} <= there or there - {MANIFEST, BOOK, ANSWERS, NUMBERS}:
        raise _altered(name)
    return unfold(source, sorted(there), name=name, limits=limits)


def _checked(parts: Mapping[str, bytes], name: str) -> dict[str, Any]:
    """Give the manifest where it is ours, and agrees with every part."""
    try:
        manifest = json.loads(parts[MANIFEST])
        version, digest = manifest["version"], manifest.pop("digest")
        known = manifest["format"] == FORMAT and type(version) is int and version > 0
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise _altered(name) from problem
    if known and version > VERSION:
        raise UnreadableFile(
            said("{name} was saved by a later version of PlusN", name=name),
            remedy=said("Use that version, or bring the original table again."),
        )
    listed = {part: _digest(content) for part, content in parts.items() if part != MANIFEST}
    if not known or manifest["parts"] != listed or digest != _digest(_json(manifest)):
        raise _altered(name)
    return {"version": version}


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
