"""The audit of a plan as a spreadsheet, every amount a live formula with its value beside it."""

from __future__ import annotations

import math
from io import BytesIO
from typing import TYPE_CHECKING, Any

from briefing.backends.stamp import stamp
from briefing.backends.xlsx import INERT, LONGEST
from briefing.safe_text import whole
from briefing.scenario.audit import audit_book
from briefing.scenario.sheets import Formula
from data.errors import RenderProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.scenario.sheets import Book, Cell, Sheet
    from network.case.case import Case
    from network.engine.plan import Plan
    from network.evaluate.result import Evaluation

Writer = Any  # book, sheet or format: the library ships no types
MOST_ROWS = 1_048_576  # by the file format


def audit_xlsx(
    case: Case,
    plan: Plan,
    evaluation: Evaluation,
    facts: Mapping[str, object],
    language: str = "en",
) -> bytes:
    """Write the audit workbook of an evaluated plan.

    Parameters
    ----------
    evaluation
        Of the plan, by `network.evaluate`.
    facts
        As `briefing.scenario.audit.audit_book` takes them; ``objective`` is needed.

    Raises
    ------
    BadValue
        The facts hold no finite objective.
    RenderProblem
        A number is not finite, or something does not fit into a sheet.
    """
    return to_workbook(audit_book(case, plan, evaluation, facts, language))


def to_workbook(book: Book) -> bytes:
    """Write a described workbook; the same description gives the same bytes.

    Raises
    ------
    RenderProblem
        A number is not finite, or something does not fit into a sheet.
    """
    import xlsxwriter  # noqa: PLC0415 - only who asks for a workbook waits for it

    content = BytesIO()
    file = xlsxwriter.Workbook(content, INERT)
    file.set_properties({"title": _fit(book.title), "created": stamp(book.as_of)})
    forms = {
        True: file.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        False: file.add_format(),
    }
    for sheet in book.sheets:
        _sheet(file, sheet, forms)
    file.close()
    return content.getvalue()


def _sheet(file: Writer, sheet: Sheet, forms: dict[bool, Writer]) -> None:
    if len(sheet.rows) > MOST_ROWS:
        raise RenderProblem(
            f"{len(sheet.rows):,} rows do not fit into a sheet",
            where=sheet.title,
            remedy="Solve a smaller case, or one with fewer products.",
        )
    page = file.add_worksheet(sheet.title)
    for place, width in enumerate(sheet.widths):
        page.set_column(place, place, width)
    for line, row in enumerate(sheet.rows):
        form = forms[line in sheet.heads]
        for place, cell in enumerate(row):
            _cell(page, (line, place), cell, form)
    if sheet.frozen:
        page.freeze_panes(sheet.frozen, 0)


def _cell(page: Writer, place: tuple[int, int], cell: Cell, form: Writer) -> None:
    if isinstance(cell, Formula):
        value = _fit(cell.value) if isinstance(cell.value, str) else _finite(cell.value, place)
        page.write_formula(*place, cell.text, form, value)
    elif isinstance(cell, bool):
        page.write_boolean(*place, cell, form)
    elif isinstance(cell, str):
        if cell:
            page.write_string(*place, _fit(cell), form)
    elif cell is not None:
        page.write_number(*place, _finite(cell, place), form)


def _finite(number: float, place: tuple[int, int]) -> float:
    if not math.isfinite(number):
        raise RenderProblem(
            f"{number} cannot stand in a spreadsheet",
            where=f"row {place[0] + 1}, column {place[1] + 1}",
            remedy="Only finite numbers can be written.",
        )
    return number


def _fit(words: str) -> str:
    if len(words) > LONGEST:
        raise RenderProblem(
            f"a text of {len(words):,} characters does not fit into a spreadsheet cell",
            where=words[:40],
            remedy=f"Use at most {LONGEST:,} characters.",
        )
    return whole(words)
