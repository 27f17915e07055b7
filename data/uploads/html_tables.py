"""Tables of a page as they stream by: cells, spans, and the lines of text around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.phrase import said
from data.uploads.grid import Grid
from data.uploads.sheet_facts import Facts
from data.uploads.values import number_of
from data.uploads.xml_events import whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.book import Scalar
    from data.uploads.grid import Tally

UNREAD = frozenset({"script", "style", "head", "template", "noscript", "object", "xml", "select"})
CELLS = frozenset({"td", "th"})
LINES = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "caption"})
PICTURES = frozenset({"img", "svg", "canvas"})
ROW_ENDS = frozenset({"tr", "thead", "tbody", "tfoot", "table"})
BLANKS = re.compile(r"[ \t\n\f]+")
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
INDENT = re.compile(r"mso-char-indent-count\s*:\s*([0-9]{1,2})", re.IGNORECASE)
BREAK = "\x00"  # held by no text that is read: a line break that is meant


class Text:
    """Gather the text of a cell, or of what stands around tables."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def lines(self) -> list[str]:
        """Give lines as a page shows them: blanks are one, none at the ends."""
        return [BLANKS.sub(" ", line).strip(" ") for line in "".join(self.parts).split(BREAK)]

    def shown(self) -> str:
        """Give the lines that are not blank as one text."""
        if len(self.parts) == 1 and (text := self.parts[0]).isalnum():
            return text  # most cells of a large table
        return "\n".join(line for line in self.lines() if line.strip())


class Table:
    """Put the cells of one table into a grid.

    Parameters
    ----------
    facts
        What is known of its sheet.
    above
        Lines of text above it, which are its first rows.
    """

    def __init__(self, facts: Facts, above: list[str]) -> None:
        self.facts, self.row = facts, -1
        self.cell: Text | None = None
        self.taken: list[int] = []  # by column: the last row that a cell from above covers
        self.column = self.right = self.described = 0
        self.stated: str | None = None
        self.indent = 0
        self.add_lines(above)

    def add_lines(self, lines: list[str]) -> None:
        """Put lines of text in rows of their own."""
        for line in lines:
            self.row += 1
            self.facts.grid.put(self.row, 0, line)

    def begin_row(self, attrs: Mapping[str, str]) -> None:
        """Go to the next row."""
        self.end_cell()
        self.row += 1
        self.column = 0
        if HIDDEN.search(attrs.get("style", "")):
            self.facts.hide_rows(self.row, self.row)

    def begin_column(self, attrs: Mapping[str, str]) -> None:
        """Take notice of columns that are described ahead."""
        last = self.described + max(self._span(attrs.get("span")), 1) - 1
        if HIDDEN.search(attrs.get("style", "")):
            self.facts.hide_columns(self.described, last)
        self.described = last + 1

    def begin_cell(self, attrs: Mapping[str, str]) -> None:
        """Find the place of the next cell, and what it spans."""
        self.end_cell()
        while self._is_taken(self.column):
            self.column += 1
        self.cell, self.stated, self.indent = Text(), None, 0
        self.right = self.column
        if attrs:
            self._describe(attrs)

    def _describe(self, attrs: Mapping[str, str]) -> None:
        """Take notice of what a cell spans, and of what Excel states of it."""
        across, down = self._span(attrs.get("colspan")), self._rows(attrs.get("rowspan"))
        while self.right + 1 < self.column + across and not self._is_taken(self.right + 1):
            self.right += 1
        bottom = self.row + down - 1
        if (bottom, self.right) != (self.row, self.column):
            self.taken.extend([-1] * (self.right + 1 - len(self.taken)))
            self.taken[self.column : self.right + 1] = [bottom] * (self.right + 1 - self.column)
            self.facts.merge(self.row, self.column, bottom, self.right)
        self.stated = attrs.get("x:num")
        indent = INDENT.search(attrs.get("style", ""))
        self.indent = int(indent[1]) if indent else 0
        if "x:fmla" in attrs:
            self.facts.formula(self.row, self.column, kept=True)

    def end_cell(self) -> None:
        """Put the text of a cell at its place."""
        if self.cell is None:
            return
        value: Scalar = self.cell.shown()
        if self.stated is not None:
            number = number_of(self.stated.strip() or str(value))
            value = value if number is None else number
        self.cell = None
        if value != "":
            self.facts.grid.put(self.row, self.column, value)
            if self.indent:
                self.facts.styled(self.row, self.column, indent=self.indent)
        self.column = self.right + 1

    def _is_taken(self, column: int) -> bool:
        return column < len(self.taken) and self.taken[column] >= self.row

    def _span(self, text: str | None) -> int:
        """Count columns; cells beyond the limit need not be told apart."""
        return min(max(whole_number(text, 1), 1), self.facts.grid.tally.limits.columns + 1)

    def _rows(self, text: str | None) -> int:
        return min(max(whole_number(text, 1), 1), self.facts.grid.tally.limits.rows)


class Page:
    """Be told of a page's elements and text by a parser, and gather its tables.

    A table within a cell is a table of its own.
    """

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.tables: list[Facts] = []
        self.pictures = False
        self._open: list[Table] = []
        self._last: Table | None = None
        self._around = Text()
        self._unread: list[str] = []

    def start(self, name: str, attrs: Mapping[str, str]) -> None:
        """Take notice of an element."""
        if self._unread or name in UNREAD:
            if name in UNREAD:
                self._unread.append(name)
            return
        if name == "table":
            self._begin_table()
        elif name in PICTURES:
            self.pictures = True
        elif self._open:
            self._within(self._open[-1], name, attrs)
        elif name in LINES:
            self._around.parts.append(BREAK)

    def _within(self, table: Table, name: str, attrs: Mapping[str, str]) -> None:
        if name == "tr":
            table.begin_row(attrs)
        elif name in CELLS:
            if table.row < 0:
                table.begin_row({})
            table.begin_cell(attrs)
        elif name == "col":
            table.begin_column(attrs)
        elif name in LINES:
            (table.cell or self._around).parts.append(BREAK)

    def end(self, name: str) -> None:
        """Take notice of the end of an element."""
        if self._unread:
            if name == self._unread[-1]:
                self._unread.pop()
            return
        if not self._open:
            if name in LINES:
                self._around.parts.append(BREAK)
            return
        table = self._open[-1]
        if name in CELLS or name in ROW_ENDS:
            table.end_cell()
        if name == "table":
            self._last = self._open.pop()
        elif name in LINES and name != "br":
            (table.cell or self._around).parts.append(BREAK)

    def data(self, text: str) -> None:
        """Take text."""
        if not self._unread:
            cell = self._open[-1].cell if self._open else None
            (cell or self._around).parts.append(text)

    def comment(self, text: str) -> None:
        """Leave a comment out."""

    def pi(self, target: str, text: str | None = None) -> None:
        """Leave an instruction out."""

    def close(self) -> None:
        """Take notice of the end of the page."""

    def _begin_table(self) -> None:
        above = self._lines()
        facts = Facts(Grid(str(said("Table {number}", number=len(self.tables) + 1)), self.tally))
        self.tables.append(facts)
        self._open.append(Table(facts, above))

    def finish(self) -> None:
        """Put text below the last table in rows of their own."""
        while self._open:
            self._last = self._open.pop()
            self._last.end_cell()
        below = self._lines()
        if self._last is not None:
            self._last.add_lines(below)

    def _lines(self) -> list[str]:
        """Give the lines of text since the last table that are not blank."""
        around, self._around = self._around, Text()
        return [line for line in around.lines() if line.strip()]
