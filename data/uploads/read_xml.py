"""A spreadsheet of 2003 in XML, often named .xls, as sheets of plain cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.errors import PlusNError, UnreadableFile
from data.phrase import said
from data.uploads.encodings import DECLARED, decode
from data.uploads.grid import Grid, Tally, held, some, whole_book
from data.uploads.sheet_facts import Facts
from data.uploads.values import number_of, read_iso
from data.uploads.xml_events import SAVE_AS, Elements, attributes, feed, is_true, whole_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from data.book import Book, Scalar, Sheet
    from data.phrase import Told
    from data.uploads.limits import Ask, Limits

PIECE = 1 << 16
DECLARATION = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)["'][^>]*\?>""")
OWN = {"utf-8", "utf-16"}  # what the parser reads by itself
MOST_STEPS = 1_048_576  # rows of any spreadsheet


def read_xml(content: bytes, *, name: str, limits: Limits, ask: Ask) -> Book:
    """Read every sheet of a SpreadsheetML 2003 workbook, hidden ones too.

    Parameters
    ----------
    content
        The file.
    name
        What the user calls it.
    limits
        What it may hold.
    ask
        The encoding, where the user declares it.

    Raises
    ------
    UnreadableFile
        It is no such workbook, is broken, declares entities, or holds no cells.
    TooLarge
        It holds more than it may.
    UnknownChoice
        The declared encoding is not known.
    Problems
        Cells cannot be read.
    """
    reader = _Workbook(name, limits)
    text = _as_utf8(content, name, ask)
    feed((text[at : at + PIECE] for at in range(0, len(text), PIECE)), reader, name=name)
    if reader.empty and reader.sheets:
        names = some(reader.empty)
        reader.remarks.append(said("Sheets without cells: {sheets}.", sheets=names))
    return whole_book(
        content,
        name=name,
        kind="xml",
        sheets=reader.sheets,
        problems=reader.problems,
        remarks=reader.remarks,
    )


def _as_utf8(content: bytes, name: str, ask: Ask) -> bytes:
    """Write in UTF-8 what is declared in an encoding that XML parsers need not know."""
    match = DECLARATION.match(content.removeprefix(b"\xef\xbb\xbf"))
    stated = match[1].decode("ascii").lower() if match else ""
    declared = ask.encoding or stated
    if not declared or (not ask.encoding and DECLARED.get(stated, "utf-8") in OWN):
        return content
    text = decode(content, name=name, declared=declared).text
    return DECLARATION.sub(b"", text.encode("utf-8"))


class _Workbook(Elements):
    """Read sheets one after the other."""

    def __init__(self, name: str, limits: Limits) -> None:
        super().__init__()
        self.name, self.tally = name, Tally(limits)
        self.sheets: list[Sheet] = []
        self.problems: list[PlusNError] = []
        self.remarks: list[Told] = []
        self.empty: list[str] = []
        self.depth = 0
        self.sheet: _Sheet | None = None
        self.styles: dict[str, tuple[int, bool]] = {}
        self.style = ""
        self.begin: Mapping[str, Callable[[dict[str, str]], None]] = {
            "Style": self._style,
            "Alignment": self._alignment,
            "NumberFormat": self._format,
            "Worksheet": self._worksheet,
        }

    def opened(self, name: str, attrs: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth == 1 and name != "Workbook":
            raise UnreadableFile(
                said("{name} is XML, but no workbook", name=self.name), remedy=SAVE_AS
            )
        if self.sheet is not None:
            self.sheet.opened(name, attributes(attrs))
            if name in {"Data", "Visible"} and not self.sheet.aside:
                self.texts = []
        elif name in self.begin:
            self.begin[name](attributes(attrs))

    def closed(self, name: str) -> None:
        self.depth -= 1
        if self.sheet is None:
            return
        if name in {"Data", "Visible"} and not self.sheet.aside:
            self.sheet.taken(name, self.text())
        elif name == "Worksheet":
            self._end(self.sheet)
            self.sheet = None
        else:
            self.sheet.closed(name)

    def _style(self, attrs: dict[str, str]) -> None:
        self.style = attrs.get("ID", "")
        self.styles[self.style] = (0, False)

    def _alignment(self, attrs: dict[str, str]) -> None:
        _, percent = self.styles.get(self.style, (0, False))
        self.styles[self.style] = (whole_number(attrs.get("Indent"), 0), percent)

    def _format(self, attrs: dict[str, str]) -> None:
        indent, _ = self.styles.get(self.style, (0, False))
        form = attrs.get("Format", "")
        self.styles[self.style] = (indent, "%" in form or form == "Percent")

    def _worksheet(self, attrs: dict[str, str]) -> None:
        grid = Grid(held(attrs.get("Name", ""))[0], self.tally)
        self.sheet = _Sheet(Facts(grid), self.styles)

    def _end(self, read: _Sheet) -> None:
        sheet = read.facts.sheet(hidden=read.hidden)
        self.problems.extend(read.facts.grid.problems)
        if sheet.rows:
            self.sheets.append(sheet)
            self.remarks.extend(read.facts.remarks())
        else:
            self.empty.append(sheet.name)


class _Sheet:
    """Read one sheet's rows, columns and cells."""

    def __init__(self, facts: Facts, styles: Mapping[str, tuple[int, bool]]) -> None:
        self.facts, self.styles = facts, styles
        self.hidden = self.aside = self.formula = self.kept = False
        self.row = self.column = self.described = -1
        self.across = self.skipped = 0
        self.kind = self.style = ""
        self.begin: Mapping[str, Callable[[dict[str, str]], None]] = {
            "Row": self._row,
            "Cell": self._cell,
            "Column": self._column,
            "Data": self._data,
        }

    def opened(self, name: str, attrs: dict[str, str]) -> None:
        if name in {"Comment", "PhoneticText"}:
            self.aside = True
        elif name in self.begin and not self.aside:
            self.begin[name](attrs)

    def closed(self, name: str) -> None:
        if name in {"Comment", "PhoneticText"}:
            self.aside = False
        elif name == "Cell":
            if self.formula:
                self.facts.formula(self.row, self.column, kept=self.kept)
            self.column += self.across
        elif name == "Row":
            self.row += self.skipped

    def taken(self, name: str, text: str) -> None:
        """Take the text of a cell, or whether the sheet is seen."""
        if name == "Visible":
            self.hidden = text.strip() in {"SheetHidden", "SheetVeryHidden"}
            return
        value = self._value(text)
        self.kept = True
        self.facts.grid.put(self.row, self.column, value)
        indent, percent = self.styles.get(self.style, (0, False))
        percent = percent and isinstance(value, (int, float)) and not isinstance(value, bool)
        if value is not None and value != "":
            self.facts.styled(self.row, self.column, indent=indent, percent=percent)

    def _row(self, attrs: dict[str, str]) -> None:
        self.row = _step(attrs, self.row)
        self.column, self.skipped = -1, min(whole_number(attrs.get("Span"), 0), MOST_STEPS)
        if is_true(attrs.get("Hidden")):
            self.facts.hide_rows(self.row, self.row + self.skipped)

    def _column(self, attrs: dict[str, str]) -> None:
        self.described = _step(attrs, self.described)
        last = self.described + min(whole_number(attrs.get("Span"), 0), MOST_STEPS)
        if is_true(attrs.get("Hidden")):
            self.facts.hide_columns(self.described, last)
        self.described = last

    def _cell(self, attrs: dict[str, str]) -> None:
        self.column = _step(attrs, self.column)
        self.formula, self.kept = "Formula" in attrs, False
        self.style = attrs.get("StyleID", "")
        down = min(whole_number(attrs.get("MergeDown"), 0), MOST_STEPS)
        self.across = min(whole_number(attrs.get("MergeAcross"), 0), MOST_STEPS)
        if down or self.across:
            self.facts.merge(self.row, self.column, self.row + down, self.column + self.across)

    def _data(self, attrs: dict[str, str]) -> None:
        self.kind = attrs.get("Type", "String")

    def _value(self, text: str) -> Scalar:
        if self.kind == "Number":
            value = number_of(text.strip())
            if value is None:
                self.facts.no_number(self.row, self.column)
            return text if value is None else value
        if self.kind == "Boolean":
            return is_true(text)
        if self.kind == "Error":
            self.facts.error(self.row, self.column)
        return read_iso(text) if self.kind == "DateTime" else text


def _step(attrs: Mapping[str, str], before: int) -> int:
    """Go to the place that is stated, counted from 1, or to the next."""
    return whole_number(attrs.get("Index"), before + 2) - 1
