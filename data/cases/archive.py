"""The zip archive that a workbook is, opened with care."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError, ParserCreate

from data.cases.plain import check_size
from data.errors import TooLarge, UnreadableFile
from data.phrase import said

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PARTS = 1_000
LARGEST_INSIDE = 100_000_000  # bytes, all parts together
LARGEST_RATIO = 150
SMALL_PART = 1_000_000  # bytes; below it any ratio is harmless
MOST_ELEMENTS = 3_000_000  # of one part
OLD_HEAD = b"\xd0\xcf\x11\xe0"  # .xls, and workbooks with a password
SAVE_AS = said("Save it as an Excel workbook (.xlsx) without password and macros.")


class Archive:
    """Hold the parts of a workbook that is neither a bomb nor a program."""

    def __init__(self, raw: bytes, name: str) -> None:
        self.name = name
        check_size(len(raw), name)
        if raw.startswith(OLD_HEAD):
            raise UnreadableFile(
                said("{name} is an old .xls workbook or has a password", name=name), remedy=SAVE_AS
            )
        try:
            self._zip = zipfile.ZipFile(BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as problem:
            raise UnreadableFile(
                said("{name} is not a workbook", name=name), remedy=SAVE_AS
            ) from problem
        self._check()

    def _check(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS or len({part.filename for part in parts}) < len(parts):
            raise TooLarge(
                said("{name} has too many parts, or one twice", name=self.name), remedy=SAVE_AS
            )
        inside = sum(part.file_size for part in parts)
        blown = any(
            part.file_size > SMALL_PART
            and part.file_size > LARGEST_RATIO * max(part.compress_size, 1)
            for part in parts
        )
        if inside > LARGEST_INSIDE or blown:
            raise TooLarge(
                said("{name} would unfold to {inside:.0f} MB", name=self.name, inside=inside / 1e6),
                remedy=said(
                    "At most {most} MB are unfolded, and no part to more than "
                    "{ratio} times its size.",
                    most=LARGEST_INSIDE // 1_000_000,
                    ratio=LARGEST_RATIO,
                ),
            )
        if any("vbaproject" in part.filename.lower() for part in parts):
            raise UnreadableFile(said("{name} has macros", name=self.name), remedy=SAVE_AS)

    def elements(self, part: str, *wanted: str) -> Iterator[tuple[str, Any]]:
        """Give the elements of an XML part as they end: (name without namespace, element).

        Only elements named in `wanted` are given; each is emptied after use.

        Raises
        ------
        UnreadableFile
            The part is missing, broken, or declares a document type or entities.
        TooLarge
            The part has more than `MOST_ELEMENTS` elements.
        """
        from xml.etree.ElementTree import ParseError, iterparse  # noqa: PLC0415

        try:
            self._refuse_declarations(part)
            with self._zip.open(part) as stream:
                # Safe: what declares a document type was refused, so there are no entities.
                for count, (_, element) in enumerate(iterparse(stream, events=("end",))):  # noqa: S314
                    if count > MOST_ELEMENTS:
                        raise self._too_much(part)
                    name = local(element.tag)
                    if name in wanted:
                        yield name, element
                        element.clear()
        except (
            KeyError,
            ParseError,
            ExpatError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,  # an encrypted part
            ValueError,  # an unknown encoding
            LookupError,
        ) as problem:
            raise UnreadableFile(
                said("{name} is a broken workbook", name=self.name), where=part, remedy=SAVE_AS
            ) from problem

    def _refuse_declarations(self, part: str) -> None:
        """Go through a part once, for its declarations alone: entities need one."""

        def refuse(*_: object) -> None:
            raise UnreadableFile(
                said("{name} declares XML entities or a document type", name=self.name),
                where=part,
                remedy=SAVE_AS,
            )

        parser = ParserCreate()
        parser.StartDoctypeDeclHandler = refuse
        parser.EntityDeclHandler = refuse
        with self._zip.open(part) as stream:
            parser.ParseFile(stream)

    def _too_much(self, part: str) -> TooLarge:
        return TooLarge(
            said("{name} holds more than {most:,} elements", name=self.name, most=MOST_ELEMENTS),
            where=part,
            remedy=said("Leave out cells that are formatted but empty."),
        )


def local(tag: str) -> str:
    """Name an element without its namespace.

    Examples
    --------
    >>> local("{http://example.org/main}row")
    'row'
    """
    return tag.rpartition("}")[2]
