"""An XLSX workbook as sheets of plain cells: values as last computed, nothing that can act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import PlusNError, UnreadableFile
from data.phrase import said
from data.uploads.grid import Grid, Tally, held, some, whole_book
from data.uploads.xlsx_package import Package, Styles, Texts, Workbook, main_part
from data.uploads.xlsx_sheet import SheetReader

if TYPE_CHECKING:
    from data.book import Book, Sheet
    from data.phrase import Told
    from data.uploads.limits import Ask, Limits
    from data.uploads.xlsx_package import SheetPart


def read_xlsx(content: bytes, *, name: str, limits: Limits, ask: Ask) -> Book:  # noqa: ARG001
    """Read every sheet of an XLSX workbook, hidden ones too.

    Numbers keep their kind and bits, days become ISO text, errors stay text. A formula gives the
    value that is kept with it. Where a cell lies is taken from the cell, never from what the
    sheet says of its size; only the used rectangle is kept.

    Parameters
    ----------
    content
        The file.
    name
        What the user calls it.
    limits
        What it may hold.
    ask
        Nothing is asked for workbooks.

    Raises
    ------
    UnreadableFile
        It is no workbook, is broken, has a password, or holds no cells.
    TooLarge
        It holds more than it may, also when unfolded.
    Problems
        Cells cannot be read: formulas without a value, cells too long or too far out.
    """
    return _Reading(Package(content, name, limits), name, limits).book(content)


class _Reading:
    """Read the sheets of one workbook."""

    def __init__(self, package: Package, name: str, limits: Limits) -> None:
        self.package, self.name, self.tally = package, name, Tally(limits)
        place = main_part(package)
        related = package.related(place)
        self.workbook = Workbook(related)
        package.read(place, self.workbook)
        self.texts, self.styles = Texts(), Styles()
        for part in related.values():
            if part.kind == "sharedStrings":
                package.read(part.place, self.texts)
            elif part.kind == "styles":
                package.read(part.place, self.styles)
        self.sheets: list[Sheet] = []
        self.problems: list[PlusNError] = []
        self.remarks: list[Told] = []
        self.empty: list[str] = []
        self.pictures = False

    def book(self, content: bytes) -> Book:
        for sheet in self.workbook.sheets:
            self._sheet(sheet)
        if self.empty and self.sheets:
            self.remarks.append(said("Sheets without cells: {sheets}.", sheets=some(self.empty)))
        if not self.sheets and not self.problems and self.pictures:
            raise UnreadableFile(
                said("{name} holds only pictures or charts", name=self.name),
                remedy=said("Bring the table that they were made of, as .xlsx or CSV."),
            )
        return whole_book(
            content,
            name=self.name,
            kind="xlsx",
            sheets=self.sheets,
            problems=self.problems,
            remarks=self.remarks,
        )

    def _sheet(self, sheet: SheetPart) -> None:
        title = held(sheet.title)[0]
        if sheet.part.kind != "worksheet":
            self.pictures = True
            self.empty.append(title)
            return
        reader = SheetReader(
            Grid(title, self.tally),
            self.texts.found,
            self.styles.found,
            from_1904=self.workbook.from_1904,
        )
        self.package.read(sheet.part.place, reader)
        read = reader.facts.sheet(hidden=sheet.hidden)
        self.problems.extend(reader.grid.problems)
        if read.rows:
            self.sheets.append(read)
            self.remarks.extend(reader.facts.remarks())
        else:
            self.pictures |= reader.facts.pictures
            self.empty.append(title)
