"""A workbook of Excel 97–2003 as sheets of plain cells: values as kept, nothing computed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from data.errors import InputProblem, PlusNError, UnreadableFile
from data.phrase import said
from data.uploads.biff import SheetRecords, sheet_records, sheet_starts
from data.uploads.encodings import DECLARED, rank
from data.uploads.grid import Grid, Tally, held, some, whole_book
from data.uploads.number_formats import Shown, iso_of, shown_as
from data.uploads.refusals import refuse
from data.uploads.sheet_facts import Facts
from data.uploads.values import whole_or_float
from data.uploads.xml_events import broken

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.book import Book, Scalar, Sheet
    from data.phrase import Told
    from data.uploads.limits import Ask, Limits

LOCKED = "EncryptedPackage".encode("utf-16-le")
FIRST_OWN_FORMAT = 164  # below, a format means the same in every workbook
TEXT, NUMBER, DAY, TRUTH, ERROR = 1, 2, 3, 4, 5
CHART = 2
UNICODE_SINCE = 80  # as the library counts Excel 97
WESTERN = 1252


def read_xls(content: bytes, *, name: str, limits: Limits, ask: Ask) -> Book:
    """Read every worksheet of an XLS workbook, hidden ones too.

    Parameters
    ----------
    content
        The file.
    name
        What the user calls it.
    limits
        What it may hold.
    ask
        The encoding of a workbook older than Excel 97, where the user declares it.

    Raises
    ------
    UnreadableFile
        It is no workbook, is broken, has a password, or holds no cells.
    TooLarge
        It holds more than it may.
    Problems
        Cells cannot be read.
    """
    if LOCKED in content:
        raise refuse("locked", name)
    opened, remarks = _open(content, name, ask)
    return _Reading(opened, name, limits, remarks).book(content)


class _Silence(io.TextIOBase):
    """Take what the library would print."""

    def write(self, text: str) -> int:
        return len(text)


def _open(content: bytes, name: str, ask: Ask) -> tuple[Any, list[Told]]:
    """Open a workbook; one that does not state its encoding in that of its known words."""
    try:
        declared = DECLARED.get(ask.encoding.casefold())
        opened = _opened(content, declared)
        found = None if declared else _found(opened)
        if found is None:
            return opened, []
        remark = said(
            "The workbook does not state its encoding, and was read as {encoding}.", encoding=found
        )
        return _opened(content, found), [remark]
    except Exception as problem:  # xlrd fails on a broken file in as many ways as there are
        raise _why(problem, name) from problem


def _found(opened: Any) -> str | None:  # noqa: ANN401
    """Find the encoding of a workbook older than Unicode that states none, or a western one."""
    if opened.biff_version >= UNICODE_SINCE or opened.codepage not in {None, WESTERN}:
        return None
    sheets = [opened.sheet_by_index(number) for number in range(opened.nsheets)]
    values = (value for sheet in sheets for row in range(sheet.nrows) for value in sheet.row(row))
    texts = [one.value for one in values if one.ctype == TEXT]
    raw = "\n".join(texts).encode("cp1252" if opened.codepage else "latin-1", "ignore")
    best = rank(raw)[:1]
    return best[0].encoding if best and best[0].hits else None


def _opened(content: bytes, encoding: str | None) -> Any:  # noqa: ANN401 - of an untyped library
    import xlrd  # noqa: PLC0415 - for these files only

    return xlrd.open_workbook(
        file_contents=content,
        logfile=_Silence(),
        encoding_override=encoding,
        formatting_info=True,
        ragged_rows=True,
        on_demand=True,
    )


def _why(problem: Exception, name: str) -> Exception:
    """Say what hinders the library: whatever it stumbles over, the file is broken."""
    if isinstance(problem, (MemoryError, InputProblem)):
        return problem
    return refuse("locked", name) if "encrypted" in str(problem) else broken(name)


class _Reading:
    """Read the sheets of one workbook."""

    def __init__(self, opened: Any, name: str, limits: Limits, remarks: list[Told]) -> None:  # noqa: ANN401
        self.opened, self.name, self.tally, self.remarks = opened, name, Tally(limits), remarks
        self.sheets: list[Sheet] = []
        self.problems: list[PlusNError] = []
        self.empty: list[str] = []
        self.drawn = False

    def book(self, content: bytes) -> Book:
        try:
            self._sheets(content)
        except Exception as problem:  # as above: its cells are read only now
            raise _why(problem, self.name) from problem
        if self.empty and self.sheets:
            names = some(self.empty)
            self.remarks.append(said("Sheets without cells: {sheets}.", sheets=names))
        if not self.sheets and not self.problems and self.drawn:
            raise UnreadableFile(
                said("{name} holds only pictures or charts", name=self.name),
                remedy=said("Bring the table that they were made of, as .xlsx or CSV."),
            )
        return whole_book(
            content,
            name=self.name,
            kind="xls",
            sheets=self.sheets,
            problems=self.problems,
            remarks=self.remarks,
        )

    def _sheets(self, content: bytes) -> None:
        book = self.opened
        # Workbooks older than Excel 5 are one sheet, and nothing else; the library lets go of them.
        stream = bytes(book.mem[book.base : book.base + book.stream_len] if book.mem else content)
        listed = sheet_starts(stream)
        self.drawn = any(kind == CHART for _, kind in listed)
        if any(kind for _, kind in listed):
            self.remarks.append(said("Sheets that are charts or macros are not read."))
        starts = [start for start, kind in listed if kind == 0]
        for number in range(self.opened.nsheets):
            sheet = self.opened.sheet_by_index(number)
            known = number < len(starts) == self.opened.nsheets
            found = sheet_records(stream, starts[number]) if known else SheetRecords()
            self._sheet(sheet, found)
            self.opened.unload_sheet(number)

    def _sheet(self, sheet: Any, found: SheetRecords) -> None:  # noqa: ANN401
        facts = Facts(Grid(held(sheet.name)[0], self.tally), pictures=found.drawn)
        cells = _Cells(self.opened, sheet, facts)
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                cells.take(row, column)
        for (row, column), kept in found.formulas.items():
            facts.formula(row, column, kept=kept)
        _looks(sheet, facts)
        read = facts.sheet(hidden=sheet.visibility != 0)
        self.problems.extend(facts.grid.problems)
        if read.rows:
            self.sheets.append(read)
            self.remarks.extend(facts.remarks())
        else:
            self.drawn |= found.drawn
            self.empty.append(read.name)


def _looks(sheet: Any, facts: Facts) -> None:  # noqa: ANN401
    for top, bottom, left, right in sheet.merged_cells:
        facts.merge(top, left, bottom - 1, right - 1)
    for row, information in sheet.rowinfo_map.items():
        if information.hidden:
            facts.hide_rows(row, row)
    for column, information in sheet.colinfo_map.items():
        if information.hidden:
            facts.hide_columns(column, column)


class _Cells:
    """Take the cells of a sheet, each by its kind."""

    def __init__(self, opened: Any, sheet: Any, facts: Facts) -> None:  # noqa: ANN401
        self.opened, self.sheet, self.facts = opened, sheet, facts
        self.styles: dict[int, tuple[Shown, int]] = {}
        self.of_kind: dict[int, Callable[[Any, int, int, Shown], Scalar]] = {
            TEXT: lambda value, *_: str(value),
            NUMBER: self._number,
            DAY: self._number,
            TRUTH: lambda value, *_: bool(value),
            ERROR: self._error,
        }

    def take(self, row: int, column: int) -> None:
        kind = self.sheet.cell_type(row, column)
        if kind not in self.of_kind:
            return
        shown, indent = self._style(self.sheet.cell_xf_index(row, column))
        value = self.of_kind[kind](self.sheet.cell_value(row, column), row, column, shown)
        if value in ("", None):
            return
        self.facts.grid.put(row, column, value)
        percent = shown is Shown.PERCENT and kind in {NUMBER, DAY}
        self.facts.styled(row, column, indent=indent, percent=percent)

    def _style(self, number: int) -> tuple[Shown, int]:
        if number not in self.styles:
            style = self.opened.xf_list[number]
            form = self.opened.format_map.get(style.format_key)
            own = form is not None and style.format_key >= FIRST_OWN_FORMAT
            shown = shown_as(style.format_key, form.format_str if own else "")
            self.styles[number] = (shown, style.alignment.indent_level)
        return self.styles[number]

    def _number(self, value: float, row: int, column: int, shown: Shown) -> Scalar:
        if shown in {Shown.DAY, Shown.TIME}:
            day = iso_of(value, shown=shown, from_1904=bool(self.opened.datemode))
            if day is not None:
                return day
        if value != value or abs(value) == float("inf"):  # noqa: PLR0124 - no number at all
            self.facts.no_number(row, column)
            return str(value)
        return whole_or_float(value)

    def _error(self, value: int, row: int, column: int, _: Shown) -> str:
        from xlrd import error_text_from_code  # noqa: PLC0415

        self.facts.error(row, column)
        return str(error_text_from_code.get(value, f"#{value}"))
