"""A user's own presentation, looked at before anything in it is opened."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from data.errors import TooLarge, UnreadableFile
from data.phrase import said
from data.uploads.archive import check_parts
from data.uploads.limits import APP, MEGABYTE, Limits

LIMITS = replace(APP, members=2_000)
"""A presentation has a part for each layout, picture and slide."""
AGAIN = said("Save it once more in PowerPoint as a presentation (.pptx).")
MAIN = "ppt/presentation.xml"


def read_presentation(path: str | Path, *, limits: Limits = LIMITS) -> bytes:
    """Read a presentation of the user's, checked by `check_presentation`.

    Raises
    ------
    UnreadableFile
        It cannot be read, is broken, encrypted, no presentation, or holds macros.
    TooLarge
        It, or what it unfolds to, is larger than allowed.
    """
    name = Path(path).name
    try:
        with Path(path).open("rb") as file:
            content = file.read(limits.size + 1)
    except OSError as problem:
        raise UnreadableFile(
            said("{name} cannot be read", name=name), where=problem.strerror or "", remedy=AGAIN
        ) from problem
    check_presentation(content, name=name, limits=limits)
    return content


def check_presentation(content: bytes, *, name: str, limits: Limits = LIMITS) -> None:
    """Refuse what is no PowerPoint presentation, has macros, or is dangerous to open.

    Parameters
    ----------
    content
        The file.
    name
        What the user calls it.
    limits
        How much it may hold.

    Raises
    ------
    UnreadableFile
        It is broken, encrypted, no presentation, or holds macros.
    TooLarge
        It, or what it unfolds to, is larger than allowed.
    """
    if len(content) > limits.size:
        raise TooLarge(
            said("{name} has {size:,.0f} MB", name=name, size=len(content) / MEGABYTE),
            remedy=said("At most {most:,} MB are read.", most=limits.size // MEGABYTE),
        )
    try:
        parts = check_parts(io.BytesIO(content), name=name, limits=limits, may_nest=True)
    except UnreadableFile as problem:
        raise UnreadableFile(problem.headline, remedy=AGAIN) from problem
    if MAIN not in parts:
        raise UnreadableFile(said("{name} is no PowerPoint presentation", name=name), remedy=AGAIN)
    if any("vbaproject" in part.lower() for part in parts):
        raise UnreadableFile(
            said("{name} holds macros", name=name),
            remedy=said("Save it in PowerPoint as a presentation without macros (.pptx)."),
        )
