"""Tables as a workbook: texts stay texts, numbers stay equal, equal tables give equal bytes."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from data.cases.parts import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.cases.book import Cell

STAMP = (1980, 1, 1, 0, 0, 0)  # the first moment a zip archive knows; ours say no other
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's own stamp, which has no zone
DATED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
LONGEST_LIST = 250  # characters of a drop-down list, by the file format
VALIDATED = 20_001  # rows; the largest table of a case and its header
HEAD_FILL = "FFDCE6F1"


@dataclass(frozen=True, kw_only=True)
class Column:
    """Describe a column: its name, what the cursor over it tells, what may be picked.

    `is_text` formats its cells as text, so that a spreadsheet program keeps ``0101`` as typed.
    """

    name: str
    note: str = ""
    choices: tuple[str, ...] = ()
    is_text: bool = False
    width: float = 14


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Describe a sheet: its columns and rows; `is_prose` wraps long texts."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Cell]]
    is_prose: bool = False


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Write sheets as XLSX bytes, with a frozen header, notes and drop-down lists."""
    from openpyxl import Workbook  # noqa: PLC0415 - only who writes a workbook waits for it

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "PlusN"
    book.properties.created = MADE
    for sheet in sheets:
        _write_sheet(book.create_sheet(sheet.title), sheet)
    content = BytesIO()
    book.save(content)
    return _undated(content.getvalue())


def _write_sheet(page: Any, sheet: Sheet) -> None:  # noqa: ANN401 - the library has no types
    from openpyxl.styles import Alignment  # noqa: PLC0415

    page.freeze_panes = "A2"
    for number, column in enumerate(sheet.columns, 1):
        _write_head(page, number, column)
    wrapped = Alignment(wrap_text=True, vertical="top")
    texts = [column.is_text for column in sheet.columns]
    style: Any = None
    for place, row in enumerate(sheet.rows, 2):
        for number, column in enumerate(sheet.columns, 1):
            value = row.get(column.name)
            if value is None:
                continue
            cell = page.cell(place, number)
            _write_cell(cell, value)
            if sheet.is_prose:
                cell.alignment = wrapped
            elif texts[number - 1]:
                style = _as_text(cell, style)


def _as_text(cell: Any, style: Any) -> Any:  # noqa: ANN401
    """Format a cell as text; all of them share one style, which is quick."""
    if style is None:
        cell.number_format = "@"
        return cell._style  # noqa: SLF001
    cell._style = style  # noqa: SLF001
    return style


def _write_head(page: Any, number: int, column: Column) -> None:  # noqa: ANN401
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    cell = page.cell(1, number)
    _write_cell(cell, column.name)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", start_color=HEAD_FILL)
    letter = get_column_letter(number)
    dimension = page.column_dimensions[letter]
    dimension.width = column.width
    if column.is_text:
        dimension.number_format = "@"
    if column.note:
        cell.comment = Comment(column.note, "PlusN", width=320, height=120)
    listed = ",".join(column.choices)
    if listed and len(listed) <= LONGEST_LIST:
        choice = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
        choice.add(f"{letter}2:{letter}{VALIDATED}")
        choice.error = f"Choose one of: {', '.join(column.choices)}"[:LONGEST_LIST]
        page.add_data_validation(choice)


def _write_cell(cell: Any, value: Cell) -> None:  # noqa: ANN401
    """Write a value as what it is; the library would guess at texts and round numbers."""
    if isinstance(value, (list, tuple)):
        value = "; ".join(str(item) for item in value)
    if isinstance(value, str):
        cell._value, cell.data_type = escaped(value), "s"  # noqa: SLF001
        return
    if isinstance(value, date) and not isinstance(value, datetime):
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
        return
    cell.value = value
    if isinstance(value, float):
        # The library keeps 16 digits; 17 are needed to read the same number back.
        cell._value = repr(value)  # noqa: SLF001


def _undated(raw: bytes) -> bytes:
    """Write a workbook anew without the moment at which it was made."""
    content = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(raw)) as old,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            text = old.read(part)
            if part == "docProps/core.xml":
                text = DATED.sub(rb"\g<1>2000-01-01T00:00:00Z", text)
            info = zipfile.ZipInfo(part, STAMP)
            info.external_attr = 0o600 << 16
            new.writestr(info, text, zipfile.ZIP_DEFLATED)
    return content.getvalue()
