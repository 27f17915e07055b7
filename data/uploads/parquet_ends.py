"""Both ends of a Parquet file, looked at before anything reads it."""

from __future__ import annotations

from typing import BinaryIO

from data.errors import UnreadableFile
from data.phrase import said
from data.uploads.refusals import refuse

MAGIC = b"PAR1"
TAIL = 8  # bytes: length of the footer, magic
MOST_FOOTER = 16 << 20


def check_ends(source: BinaryIO, *, name: str) -> None:
    """Refuse a Parquet file that is cut off, encrypted, or has a footer of impossible length.

    Raises
    ------
    UnreadableFile
        It is one.
    """
    size = source.seek(0, 2)
    source.seek(max(0, size - TAIL))
    tail = source.read(TAIL)
    if tail.endswith(b"PARE"):
        raise refuse("sealed", name)
    length = int.from_bytes(tail[:4], "little")
    if not tail.endswith(MAGIC) or not 0 < length <= min(size - len(MAGIC) - TAIL, MOST_FOOTER):
        raise UnreadableFile(
            said("{name} is cut off or has no Parquet footer", name=name),
            remedy=said("Save it once more, or copy it again."),
        )
