"""The parts of a workbook that its sheets refer to: names, shared texts, date formats."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from data.cases.archive import SAVE_AS, Archive, local
from data.errors import TooLarge, UnreadableFile
from data.phrase import said

if TYPE_CHECKING:
    from data.cases.book import Cell

MOST_SHEETS = 300
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# An underscore that would begin an escape, once the line ends behind it are escapes too.
LIKE_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}[_\r])")


@dataclass(frozen=True)
class SheetPart:
    """Hold where a sheet is and whether it is hidden."""

    title: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Parts:
    """Hold what the cells of a workbook's sheets refer to."""

    sheets: tuple[SheetPart, ...]
    texts: tuple[str, ...]
    date_styles: frozenset[int]
    from_1904: bool

    @classmethod
    def of(cls, archive: Archive) -> Parts:
        """Read them.

        Raises
        ------
        UnreadableFile
            The archive is no workbook.
        TooLarge
            It has more than `MOST_SHEETS` sheets.
        """
        main, related = _main(archive)
        sheets: list[SheetPart] = []
        from_1904 = False
        for name, element in archive.elements(main, "sheet", "workbookPr"):
            if name == "workbookPr":
                from_1904 = element.get("date1904") in {"1", "true"}
            elif (target := related.get(_relation(element))) is not None:
                hidden = element.get("state", "visible") != "visible"
                sheets.append(SheetPart(element.get("name", ""), target[1], hidden))
        if len(sheets) > MOST_SHEETS or len({sheet.part for sheet in sheets}) < len(sheets):
            raise TooLarge(
                said(
                    "{name} has {count} sheets, or one twice", name=archive.name, count=len(sheets)
                ),
                remedy=said("At most {most} sheets are read.", most=MOST_SHEETS),
            )
        kinds = dict(related.values())
        texts = _texts(archive, kinds["sharedStrings"]) if "sharedStrings" in kinds else ()
        styles = _date_styles(archive, kinds["styles"]) if "styles" in kinds else frozenset()
        return cls(tuple(sheets), texts, styles, from_1904)

    def day(self, serial: float) -> Cell:
        """Turn the number of a day into a date; a time within a day becomes its text."""
        from openpyxl.utils.datetime import (  # noqa: PLC0415 - for workbooks only
            MAC_EPOCH,
            WINDOWS_EPOCH,
            from_excel,
        )

        try:
            found = from_excel(serial, MAC_EPOCH if self.from_1904 else WINDOWS_EPOCH)
        except (OverflowError, ValueError):
            return serial
        if isinstance(found, datetime):
            whole = (found.hour, found.minute, found.second, found.microsecond) == (0, 0, 0, 0)
            return found.date() if whole else found.isoformat(sep=" ")
        return found if isinstance(found, date) else str(found)


def _relation(element: Any) -> str:  # noqa: ANN401 - XML elements have no common type
    return next((value for key, value in element.items() if local(key) == "id"), "")


def _main(archive: Archive) -> tuple[str, dict[str, tuple[str, str]]]:
    for kind, part in _related(archive, "").values():
        if kind == "officeDocument":
            return part, _related(archive, part)
    raise UnreadableFile(said("{name} is not a workbook", name=archive.name), remedy=SAVE_AS)


def _related(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Give kind and place of the parts that one refers to, by relation id."""
    folder, file = posixpath.split(part)
    found = {}
    for _, element in archive.elements(
        posixpath.join(folder, "_rels", f"{file}.rels"), "Relationship"
    ):
        if element.get("TargetMode") != "External":
            kind = element.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
            found[element.get("Id", "")] = (kind, target.lstrip("/"))
    return found


def _texts(archive: Archive, part: str) -> tuple[str, ...]:
    return tuple(rich_text(element) for _, element in archive.elements(part, "si"))


def rich_text(element: Any) -> str:  # noqa: ANN401
    """Join the runs of a text; readings that a Japanese sheet may carry are left out."""
    found = []
    for child in element:
        if local(child.tag) == "t":
            found.append(child.text or "")
        elif local(child.tag) == "r":
            found += [part.text or "" for part in child if local(part.tag) == "t"]
    return unescaped("".join(found))


def unescaped(text: str) -> str:
    r"""Undo the escapes by which a workbook holds characters that XML cannot.

    Examples
    --------
    >>> unescaped("a_x000D_b_x005F_x000D_")
    'a\rb_x000D_'
    """
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def escaped(text: str) -> str:
    r"""Write what XML would lose as `unescaped` reads it.

    Examples
    --------
    >>> escaped("a\rb_x000D_")
    'a_x000D_b_x005F_x000D_'
    """
    return LIKE_ESCAPED.sub("_x005F_", text).replace("\r", "_x000D_")


def _date_styles(archive: Archive, part: str) -> frozenset[int]:
    """List the cell styles that show a number as a day."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format  # noqa: PLC0415

    formats = dict(BUILTIN_FORMATS)
    found = set()
    for name, element in archive.elements(part, "numFmt", "cellXfs"):
        if name == "numFmt" and element.get("numFmtId", "").isdigit():
            formats[int(element.get("numFmtId"))] = element.get("formatCode", "")
        elif name == "cellXfs":
            for number, style in enumerate(element):
                code = formats.get(int(style.get("numFmtId") or 0), "")
                if is_date_format(code):
                    found.add(number)
    return frozenset(found)
