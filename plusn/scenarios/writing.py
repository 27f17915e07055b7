"""Answers to files."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from data.cases.csv_folder import write_csv
from data.cases.xlsx_write import Column, Sheet, write_xlsx
from data.errors import UnknownChoice
from data.files import write_atomic
from plusn.scenarios.told import json_text

if TYPE_CHECKING:
    from pathlib import Path

    from plusn.scenarios.report import Report
    from plusn.scenarios.running import Run
    from plusn.scenarios.tables import Rows

SUFFIXES = (".xlsx", ".json", "no suffix: a folder of CSV files")


def write_audit(answer: Run, place: Path) -> Path:
    """Write a workbook whose cost terms are live formulas that add up to the solver's total.

    Raises
    ------
    UnknownChoice
        The path does not end in .xlsx.
    UnwritableOutput
        The file cannot be written.
    RenderProblem
        Something does not fit into a sheet.
    """
    from briefing.backends.audit_xlsx import audit_xlsx  # noqa: PLC0415 - only who audits waits

    if place.suffix.lower() != ".xlsx":
        raise UnknownChoice.of("kind of audit", place.name, [".xlsx"])
    result = answer.result
    facts: dict[str, object] = {
        "scenario": answer.question.label,
        "objective": result.objective,
        "outcome": result.outcome,
        "bound": result.bound,
        "gap": result.gap,
        "seconds": result.seconds,
        "solver": result.solver,
        "digest": result.digest,
        "version": version("plusn"),
        "notes": answer.notes,
    }
    return write_atomic(place, audit_xlsx(result.case, result.plan, answer.evaluation, facts))


def write_report(report: Report, place: Path) -> Path:
    """Write a report as the path's suffix says.

    Raises
    ------
    UnknownChoice
        The suffix is none of ours.
    UnwritableOutput
        The file cannot be written.
    """
    if place.suffix.lower() == ".json":
        text = json_text({**report.record, "tables": report.tables})
        return write_atomic(place, text.encode())
    return write_rows(report.tables, place)


def write_rows(tables: dict[str, Rows], place: Path) -> Path:
    """Write tables by name as a workbook, or as a folder of CSV files.

    Raises
    ------
    UnknownChoice
        The suffix is none of ours.
    UnwritableOutput
        The file cannot be written.
    """
    suffix = place.suffix.lower()
    if suffix == ".xlsx":
        sheets = [
            Sheet(title=name, columns=[Column(name=c) for c in _columns(rows)], rows=rows)
            for name, rows in tables.items()
        ]
        return write_atomic(place, write_xlsx(sheets))
    if suffix:
        raise UnknownChoice.of("kind of output", place.name, SUFFIXES)
    for name, rows in tables.items():
        write_atomic(place / f"{name}.csv", write_csv(_columns(rows), rows))
    return place


def _columns(rows: Rows) -> list[str]:
    return list(rows[0]) if rows else []
