"""One sheet of an XLSX workbook, read as it streams by: cells, formulas, merges, what is hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.cases.parts import unescaped
from data.uploads.number_formats import Shown, iso_of
from data.uploads.sheet_facts import Facts
from data.uploads.values import number_of, read_iso
from data.uploads.xlsx_package import Style
from data.uploads.xml_events import Elements, is_true, whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.book import Scalar
    from data.uploads.grid import Grid

PLACE = re.compile(r"\$?([A-Z]{1,6})\$?([1-9][0-9]{0,8})", re.ASCII | re.IGNORECASE)
PLAIN = Style()
DIGITS = "0123456789"
LONG = 300  # digits


class SheetReader(Elements):
    """Put the cells of a sheet into a grid, and gather what is known about them.

    Parameters
    ----------
    grid
        What the cells are put into.
    texts
        The shared texts.
    styles
        The styles.
    from_1904
        Whether days are counted from 1904.
    """

    def __init__(
        self, grid: Grid, texts: Sequence[str], styles: Sequence[Style], *, from_1904: bool
    ) -> None:
        super().__init__()
        self.grid, self.shared, self.styles, self.from_1904 = grid, texts, styles, from_1904
        self.facts = Facts(grid)
        self._row, self._column, self._row_text = -1, -1, ""
        self._columns: dict[str, int] = {}
        self._kind, self._style = "n", ""
        self._value: str | None = None
        self._inline: list[str] | None = None
        self._formula = self._reading = False

    def start(self, name: str, attrs: Mapping[str, str]) -> None:
        """Take notice of a cell or its value at once, as most elements are these."""
        if name == "v":
            self.texts = []
        elif name == "c":
            self._begin(attrs)
        else:
            super().start(name, attrs)

    def end(self, name: str) -> None:
        """Take notice of the end of a cell or its value at once."""
        if name == "v":
            self._value = "".join(self.texts or ())
            self.texts = None
        elif name == "c":
            self._end()
        else:
            super().end(name)

    def opened(self, name: str, attrs: Mapping[str, str]) -> None:
        """Take notice of a row, a cell, or a part of one."""
        if name == "row":
            self._row, self._column = whole_number(attrs.get("r"), self._row + 2) - 1, -1
            self._row_text = str(self._row + 1)
            if is_true(attrs.get("hidden")):
                self.facts.hide_rows(self._row, self._row)
        elif name == "f":
            self._formula = True
        elif name == "t" and self._inline is not None and not self._reading:
            self.texts = []
        elif name in {"c", "v"}:
            self.start(name, attrs)
        else:
            self._aside(name, attrs)

    def _aside(self, name: str, attrs: Mapping[str, str]) -> None:
        if name == "is":
            self._inline = []
        elif name == "rPh":
            self._reading = True
        elif name == "mergeCell":
            self._merge(attrs.get("ref", ""))
        elif name == "col" and is_true(attrs.get("hidden")):
            first = whole_number(attrs.get("min"), 1)
            self.facts.hide_columns(first - 1, whole_number(attrs.get("max"), first) - 1)
        elif name in {"drawing", "picture"}:
            self.facts.pictures = True

    def closed(self, name: str) -> None:
        """Take what a cell holds."""
        if name == "t" and self._inline is not None and self.texts is not None:
            self._inline.append(self.text())
        elif name == "rPh":
            self._reading = False
        elif name in {"c", "v"}:
            self.end(name)

    def _begin(self, attrs: Mapping[str, str]) -> None:
        place = attrs.get("r")
        if place is None:
            self._column += 1
        else:
            letters = place.rstrip(DIGITS)
            column = self._columns.get(letters)
            if column is None or place[len(letters) :] != self._row_text:
                column = self._placed(place, letters)
            self._column = column
        self._kind, self._style = attrs.get("t", "n"), attrs.get("s", "")
        self._value = self._inline = None
        self._formula = False

    def _placed(self, place: str, letters: str) -> int:
        """Read a place that is the first of its column, or that its row does not announce."""
        match = PLACE.fullmatch(place)
        if match is None:
            raise ValueError(place)
        self._row, self._row_text = int(match[2]) - 1, match[2]
        self._columns[letters] = column_number(match[1])
        return self._columns[letters]

    def _end(self) -> None:
        kept = self._value is not None and (self._value != "" or self._kind == "str")
        kept = kept or self._inline is not None
        if self._formula:
            self.facts.formula(self._row, self._column, kept=kept)
        if kept:
            style = self._styled() if self._style else PLAIN
            value = self._read(style)
            self.grid.put(self._row, self._column, value)
            if style is not PLAIN and style != PLAIN and value is not None:
                self._note(style, value)

    def _note(self, style: Style, value: Scalar) -> None:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        percent = is_number and style.shown is Shown.PERCENT
        self.facts.styled(self._row, self._column, indent=style.indent, percent=percent)

    def _styled(self) -> Style:
        number = whole_number(self._style, 0)
        return self.styles[number] if number < len(self.styles) else PLAIN

    def _read(self, style: Style) -> Scalar:
        if self._inline is not None:
            return unescaped("".join(self._inline))
        raw = self._value or ""
        if self._kind == "s":
            number = whole_number(raw.strip(), -1)
            if not 0 <= number < len(self.shared):
                raise ValueError(raw)
            return self.shared[number]
        if self._kind == "n":
            return self._number(raw.strip(), style)
        return self._other(raw)

    def _other(self, raw: str) -> Scalar:
        if self._kind == "b":
            return is_true(raw)
        if self._kind == "d":
            return read_iso(raw)
        if self._kind == "e":
            self.facts.error(self._row, self._column)
        return unescaped(raw)

    def _number(self, raw: str, style: Style) -> Scalar:
        if style.shown is Shown.PLAIN and raw.isdecimal() and raw.isascii() and len(raw) < LONG:
            return int(raw)
        value = number_of(raw)
        if value is None:
            self.facts.no_number(self._row, self._column)
            return raw
        if style.shown in {Shown.DAY, Shown.TIME}:
            day = iso_of(float(value), shown=style.shown, from_1904=self.from_1904)
            return value if day is None else day
        return value

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        start, end = PLACE.fullmatch(first), PLACE.fullmatch(last or first)
        if start is None or end is None:
            raise ValueError(ref)
        rows = sorted((int(start[2]) - 1, int(end[2]) - 1))
        columns = sorted((column_number(start[1]), column_number(end[1])))
        self.facts.merge(rows[0], columns[0], rows[1], columns[1])


def column_number(letters: str) -> int:
    """Count a column, from 0, by its letters.

    Examples
    --------
    >>> column_number("A"), column_number("xfd")
    (0, 16383)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
