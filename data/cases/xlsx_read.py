"""A workbook's sheets as tables: values as they were last computed, formulas listed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from data.cases.archive import Archive, local
from data.cases.book import MOST_COLUMNS, MOST_ROWS, Book, Formula, is_aside
from data.cases.parts import Parts, SheetPart, rich_text, unescaped
from data.errors import BadValue, TooLarge, WrongColumns
from data.phrase import said

if TYPE_CHECKING:
    from data.cases.book import Cell
    from data.errors import PlusNError

PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
LONGEST_WHOLE = 15  # digits that a double holds exactly
NOTHING = object()


def read_xlsx(raw: bytes, *, name: str) -> Book:
    """Read tables from XLSX bytes: a sheet is a table, its first row the columns.

    Every problem of every sheet is collected in the book. Sheets named guide or readme, or whose
    name begins with ``_``, are the author's own and are not read.

    Raises
    ------
    UnreadableFile
        It is not a workbook, has macros or a password, or declares XML entities.
    TooLarge
        It is above a limit, also when unfolded.
    """
    archive = Archive(raw, name)
    parts = Parts.of(archive)
    book = Book(name)
    for sheet in parts.sheets:
        if not is_aside(sheet.title):
            if sheet.hidden:
                book.notes.append(
                    said("The sheet {sheet} is hidden, and was read.", sheet=sheet.title)
                )
            _Sheet(archive, parts, sheet, book).read()
    return book


class _Sheet:
    """Read one sheet into a book."""

    def __init__(self, archive: Archive, parts: Parts, sheet: SheetPart, book: Book) -> None:
        self.archive, self.parts, self.sheet, self.book = archive, parts, sheet, book
        self.title = sheet.title
        self.header: dict[str, str] = {}
        self.shared: dict[str, tuple[str, str]] = {}
        self.row = 0

    def read(self) -> None:
        rows = 0
        for name, element in self.archive.elements(self.sheet.part, "row", "mergeCell"):
            if name == "mergeCell":
                self._merged(element.get("ref", ""))
                continue
            self.row = _number(element.get("r")) or self.row + 1
            cells = self._cells(element)
            if not self.header:
                self._header(cells)
            elif any(cell not in (None, "") for cell in cells.values()):
                rows += 1
                if rows <= MOST_ROWS:
                    self._data(cells)
        if rows > MOST_ROWS:
            self._problem(
                TooLarge,
                said("the sheet has {rows:,} rows", rows=rows),
                remedy=said("{most:,} at most.", most=MOST_ROWS),
            )

    def _header(self, cells: dict[str, Cell]) -> None:
        named = {column: str(cell).strip() for column, cell in cells.items() if cell is not None}
        named = {column: text for column, text in named.items() if text}
        texts = list(named.values())
        for text in sorted({text for text in texts if texts.count(text) > 1}):
            self._problem(
                WrongColumns,
                said("the column {text!r} stands twice", text=text[:60]),
                remedy=said("Keep one."),
            )
        if len(texts) > MOST_COLUMNS:
            self._problem(
                TooLarge,
                said("{count} columns", count=len(texts)),
                remedy=said("{most} at most.", most=MOST_COLUMNS),
            )
            named = dict(list(named.items())[:MOST_COLUMNS])
        self.header = named
        if named:
            self.book.begin(self.title, list(named.values()))

    def _data(self, cells: dict[str, Cell]) -> None:
        blank: dict[str, Cell] = dict.fromkeys(self.header.values())
        found: dict[str, Cell] = {}
        for column, cell in cells.items():
            if cell in (None, ""):
                continue
            if column in self.header:
                found[self.header[column]] = cell
            else:
                self._problem(
                    WrongColumns,
                    said(
                        "the cell {column}{row} stands under no column name",
                        column=column,
                        row=self.row,
                    ),
                    remedy=said("Name its column in row 1, or clear it."),
                )
        self.book.add(
            self.title,
            blank | found,
            said("sheet {sheet}, row {row}", sheet=self.title, row=self.row),
        )

    def _cells(self, row: Any) -> dict[str, Cell]:  # noqa: ANN401 - XML elements
        found: dict[str, Cell] = {}
        for element in row:
            if local(element.tag) == "c":
                place = PLACE.fullmatch(element.get("r") or "")
                column = place[1] if place else _letters(len(found))
                found[column] = self._cell(element, f"{column}{self.row}")
        return found

    def _cell(self, element: Any, place: str) -> Cell:  # noqa: ANN401
        parts = {local(child.tag): child for child in element}
        value = self._value(element, parts, place)
        formula = parts.get("f")
        if formula is not None:
            if value is NOTHING:
                self._problem(
                    BadValue,
                    said("the formula in {place} has no value kept with it", place=place),
                    remedy=said(
                        "Open the workbook in a spreadsheet program and save it, so that values "
                        "are computed, or type the value."
                    ),
                )
            else:
                text = self._formula(formula, place)
                self.book.formulas.append(Formula(self.title, place, text, value))
        return None if value is NOTHING else value

    def _formula(self, element: Any, place: str) -> str:  # noqa: ANN401
        """Give a formula's text; of those that share one, each as it stands in its own cell."""
        group = element.get("si") if element.get("t") == "shared" else None
        text = f"={unescaped(element.text or '')}"
        if group is None:
            return text
        if element.text:
            self.shared[group] = (text, place)
        return _moved(*self.shared.get(group, (text, place)), place)

    def _value(self, element: Any, parts: dict[str, Any], place: str) -> Any:  # noqa: ANN401
        """Give what a cell shows; `NOTHING` where no value is kept."""
        kind = element.get("t", "n")
        raw = parts["v"].text or "" if "v" in parts else None
        if kind == "inlineStr" and "is" in parts:
            return rich_text(parts["is"])
        if raw is None or (raw == "" and kind != "str"):
            return NOTHING
        if kind == "s":
            return self._shared(raw)
        if kind == "str":
            return unescaped(raw)
        return self._plain(kind, raw, element.get("s"), place)

    def _shared(self, raw: str) -> str:
        number = _number(raw)
        known = number is not None and number < len(self.parts.texts)
        return self.parts.texts[number or 0] if known else ""

    def _plain(self, kind: str, raw: str, style: str | None, place: str) -> Cell:
        if kind == "b":
            return raw.strip() in {"1", "true"}
        if kind == "d":
            return raw
        if kind == "e":
            headline = said("the cell {place} shows the error {error}", place=place, error=raw[:20])
            self._problem(BadValue, headline, remedy=said("Mend its formula, or type the value."))
            return None
        return self._number(raw, style, place)

    def _number(self, raw: str, style: str | None, place: str) -> Cell:
        try:
            value = float(raw)
        except ValueError:
            self._problem(
                BadValue,
                said("the cell {place} holds no number", place=place),
                remedy=said("Type it again."),
            )
            return None
        if _number(style) in self.parts.date_styles:
            return self.parts.day(value)
        return int(raw) if _number(raw) is not None else value

    def _merged(self, ref: str) -> None:
        if place := PLACE.match(ref):
            self.row = int(place[2])
        self._problem(
            BadValue,
            said("the cells {ref} are merged", ref=ref),
            remedy=said("Unmerge them and fill each cell."),
        )

    def _problem(self, kind: type[PlusNError], headline: str, *, remedy: str) -> None:
        where = said("sheet {sheet}, row {row}", sheet=self.title, row=self.row)
        self.book.problems.append(kind(headline, where=where, remedy=remedy))


def _number(text: str | None) -> int | None:
    return (
        int(text)
        if text and text.isascii() and text.isdigit() and len(text) <= LONGEST_WHOLE
        else None
    )


def _moved(text: str, home: str, place: str) -> str:
    """Move the references of a formula as a spreadsheet does when it is copied.

    Examples
    --------
    >>> _moved("=A2*$B$1", "C2", "C4")
    '=A4*$B$1'
    """
    from openpyxl.formula.translate import (  # noqa: PLC0415 - for workbooks only
        Translator,
        TranslatorError,
    )

    try:
        return str(Translator(text, home).translate_formula(place))
    except (TranslatorError, ValueError, IndexError):
        return text


def _letters(number: int) -> str:
    """Name a column, counted from 0.

    Examples
    --------
    >>> _letters(0), _letters(27)
    ('A', 'AB')
    """
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    return str(get_column_letter(number + 1))
