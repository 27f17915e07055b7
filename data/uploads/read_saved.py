"""A saved data set in a reading process: its parts unfolded, counted, digested and parsed.

What the parts must be is for `plusn.own.workspace` to say; here they are only taken apart.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from data.uploads.archive import check_parts, unfold
from data.uploads.wire import Garbled, pack_book, unpack_book

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.book import Book
    from data.uploads.limits import Ask, Limits

MANIFEST, BOOK, ANSWERS = "manifest.json", "book.json", "answers.json"
MOST = {MANIFEST: 20_000, ANSWERS: 20_000_000}
"""Bytes of what is handed on as it is."""
LONGEST_NAME, LONGEST_DIGEST = 255, 64


@dataclass(frozen=True, kw_only=True)
class Saved:
    """Hold the parts of a saved data set.

    Parameters
    ----------
    digests
        SHA-256 of each part, by its name.
    manifest, answers
        As they are written in JSON; None where they are none, or too long.
    book
        What was read; None where it is none.
    """

    digests: Mapping[str, str]
    manifest: object = None
    answers: object = None
    book: Book | None = None


def read_saved(content: bytes, *, name: str, limits: Limits, ask: Ask) -> Saved:  # noqa: ARG001
    """Take a saved data set apart.

    Raises
    ------
    UnreadableFile
        It is a broken or dangerous archive.
    TooLarge
        It is above the limits.
    """
    source = BytesIO(content)
    there = sorted(check_parts(source, name=name, limits=limits))
    parts = unfold(source, there, name=name, limits=limits)
    return Saved(
        digests={part: hashlib.sha256(raw).hexdigest() for part, raw in parts.items()},
        manifest=_told(parts, MANIFEST),
        answers=_told(parts, ANSWERS),
        book=_book(parts, limits),
    )


def _told(parts: Mapping[str, bytes], part: str) -> Any:  # noqa: ANN401 - whatever it says
    raw = parts.get(part, b"")
    try:
        return json.loads(raw) if len(raw) <= MOST.get(part, len(raw)) else None
    except (ValueError, RecursionError):
        return None


def _book(parts: Mapping[str, bytes], limits: Limits) -> Book | None:
    try:
        return unpack_saved_book(_told(parts, BOOK), limits=limits)
    except Garbled:
        return None


def pack_saved(saved: Saved) -> dict[str, object]:
    """Give the parts as plain JSON values."""
    book = saved.book
    named = {} if book is None else {"name": book.name, "digest": book.digest, "size": book.size}
    return {
        "digests": dict(saved.digests),
        "manifest": saved.manifest,
        "answers": saved.answers,
        "book": None if book is None else {**pack_book(book), **named},
    }


def unpack_saved_book(told: Any, *, limits: Limits) -> Book:  # noqa: ANN401 - whatever it says
    """Build the book of a saved data set, checking all of it.

    Raises
    ------
    Garbled
        It is none, or above the limits.
    """
    try:
        return unpack_book(
            told,
            name=str(told["name"])[:LONGEST_NAME],
            digest=str(told["digest"])[:LONGEST_DIGEST],
            size=int(told["size"]),
            limits=limits,
        )
    except (KeyError, TypeError, ValueError, OverflowError) as problem:
        raise Garbled("no saved book") from problem
