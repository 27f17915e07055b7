"""How a case was made: what was filled in, what was dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.phrase import Table, joined, said
from plusn.scenarios.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from network.case import Case
    from network.intake.assumed import Assumption
    from network.intake.shipments import Shipped
    from network.intake.starter import Started
    from plusn.scenarios.tables import Cell, Rows


def start_report(started: Started) -> Report:
    """Tell a case made of a starter sheet, with every cell and row that nobody told."""
    return Report(
        record=_record(started.case),
        tables={"assumed": _assumed(started.assumed)},
        lines=(
            *_summary(started.case),
            "",
            said("{count} cells and rows were filled in:", count=len(started.assumed)),
            *(said("  {cell}", cell=one.words) for one in started.assumed),
        ),
    )


def shipments_report(shipped: Shipped) -> Report:
    """Tell a case made of shipments, and what became of every row, in rows and in value."""
    report, tally = shipped.report, shipped.report.tally
    return Report(
        record={
            **_record(shipped.case),
            "weeks": report.weeks,
            "rows_read": tally.rows_read,
            "rows_kept": tally.rows_kept,
            "value_read": _purse(tally.value_read),
            "value_kept": _purse(tally.value_kept),
            "notes": list(report.notes),
        },
        tables={
            "dropped": [
                {
                    "reason": pile.reason,
                    "rows": pile.rows,
                    "currency": currency,
                    "value": value,
                    "first_rows": report.where(pile),
                }
                for pile in tally.dropped
                for currency, value in (_purse(pile.value) or {"": "0"}).items()
            ],
            "assumed": _assumed(report.assumed),
        },
        lines=(*_summary(shipped.case), "", *report.lines()),
    )


def _record(case: Case) -> dict[str, object]:
    rows = {name: len(rows) for name, rows in case.tables().items() if rows}
    return {"name": case.general.name, "digest": case.digest, "rows": rows}


def _summary(case: Case) -> tuple[str, ...]:
    rows = joined(
        ", ",
        (
            said("{count} {table}", count=len(rows), table=Table(name.replace("_", " ")))
            for name, rows in case.tables().items()
            if rows
        ),
    )
    return (said("{case}: {rows}", case=case.general.name, rows=rows),)


def _assumed(cells: Iterable[Assumption]) -> Rows:
    return [
        {
            "table": one.table,
            "row": one.row + 1,
            "column": one.column,
            "value": _cell(one.value),
            "why": one.why,
        }
        for one in cells
    ]


def _cell(value: object) -> Cell:
    return value if isinstance(value, str | float | int | bool | None) else str(value)


def _purse(value: Mapping[str, Decimal]) -> dict[str, str]:
    """Give amounts by currency as they were read, to the last cent."""
    return {currency: f"{amount:f}" for currency, amount in value.items()}
