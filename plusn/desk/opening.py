"""Lay a case on the desk: from a file, a starter sheet, a year of shipments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from plusn.desk.desk import Desk
from plusn.scenarios.files import load_bytes
from plusn.scenarios.shipments import from_shipments_bytes
from plusn.scenarios.starter import start_bytes
from plusn.scenarios.verbs.started import shipments_report, start_report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plusn.scenarios.report import Report

Kind = Literal["case", "starter", "shipments"]
KINDS: tuple[Kind, ...] = ("case", "starter", "shipments")


@dataclass(frozen=True, kw_only=True)
class Opened:
    """Hold a desk with a new case, and the account of how it was made.

    Parameters
    ----------
    report
        What was filled in or left out; None for a case, which says everything itself.
    """

    desk: Desk
    report: Report | None = None


def open_file(
    kind: Kind,
    raw: bytes,
    *,
    name: str,
    currency: str = "HKD",
    rates: Mapping[str, float] | None = None,
) -> Opened:
    """Make a desk of a file that a user handed in.

    Parameters
    ----------
    kind
        What the file is.
    name
        Its name; the suffix says how it is written.
    currency, rates
        Money of a case made of shipments, and the price of one unit of each other currency in it.

    Raises
    ------
    Problems
        Everything that is wrong with the file and with what it says, with sheet and row.
    UnreadableFile, TooLarge, UnknownChoice, WrongColumns
        It is no such file.
    """
    if kind == "case":
        loaded = load_bytes(raw, name=name)
        notes = (*(str(formula) for formula in loaded.formulas), *loaded.notes)
        return Opened(desk=Desk(case=loaded.case, file=name, notes=notes))
    if kind == "starter":
        started = start_bytes(raw, name=name)
        return Opened(desk=Desk(case=started.case, file=name), report=start_report(started))
    shipped = from_shipments_bytes(raw, name=name, currency=currency, rates=rates)
    notes = tuple(shipped.report.notes)
    desk = Desk(case=shipped.case, file=name, notes=notes)
    return Opened(desk=desk, report=shipments_report(shipped))
