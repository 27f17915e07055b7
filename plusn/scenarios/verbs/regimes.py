"""The columns of a decision table: base duties, scenarios of duty, dated regimes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.errors import InputProblem, Problems, UnavailableMeasure, UnknownChoice
from data.phrase import Layer, Said, Table, Territory, joined, said
from plusn.scenarios.questions import question
from plusn.scenarios.regimes import regime_gaps, regime_named, regime_of_day, regimes
from plusn.scenarios.report import Report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from network.case import Case
    from network.duty.presets import Regime
    from plusn.scenarios.tables import Cell

BASE = "base"
DUTY_TABLES = frozenset({"duties", "expected_layers"})


@dataclass(frozen=True, kw_only=True)
class Column:
    """Hold a case under some duties.

    Parameters
    ----------
    kind
        ``base``, ``scenario`` or ``dated``.
    days
        First and last day of a dated regime; blank otherwise.
    """

    name: str
    kind: str
    label: str
    case: Case
    days: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Hold the columns that can be compared, and why others cannot."""

    columns: tuple[Column, ...]
    left_out: tuple[tuple[str, str], ...]


def columns_of(case: Case, names: Sequence[str] = (), run_date: date | None = None) -> Columns:
    """Put a case under its base duties, then under others.

    Parameters
    ----------
    case
        The base case.
    names
        Ids of scenarios and of dated regimes; by default the scenarios that change nothing but
        duties, and every dated regime.
    run_date
        Day whose duties hold in the base case and in scenarios.

    Raises
    ------
    UnknownChoice
        A name is neither a scenario nor a regime.
    Problems
        Rates of the base duties ended before the run date.
    """
    base = Column(
        name=BASE,
        kind=BASE,
        label=said("duties of the case"),
        case=question(case, run_date=run_date).case,
    )
    chosen = [name for name in names if name != BASE] or ([] if names else _usual(case))
    found, left_out = [base], []
    for name in dict.fromkeys(chosen):
        try:
            found.append(_column(case, name, run_date))
        except UnknownChoice:
            raise
        except InputProblem as problem:
            left_out.append((name, _why(name, problem)))
    return Columns(columns=tuple(found), left_out=tuple(left_out))


def beyond_regimes(case: Case, run_date: date | None) -> tuple[str, ...]:
    """Ask for the rates of a day that no known regime covers, by territory that levies them."""
    told: list[str] = []
    iso3 = {row.iso3 for row in case.territories}
    for there in dict.fromkeys(regime.destination for regime in regimes()):
        if run_date is None or there not in iso3:
            continue
        try:
            regime_of_day(run_date, there)
        except UnavailableMeasure as problem:
            told.append(
                said(
                    "{problem}: base and scenarios have the rates of the case alone; make sure "
                    "that {table} holds those of that day.",
                    problem=problem.headline,
                    table=Table("duties"),
                )
            )
    return tuple(told)


def regimes_report(case: Case | None = None) -> Report:
    """List the dated regimes with days, status, sources and what each lacks.

    Parameters
    ----------
    case
        A case for which it is said whether each can be applied; None for no case.
    """
    rows = [_regime_row(regime, case) for regime in regimes()]
    lines: list[str] = []
    for regime, row in zip(regimes(), rows, strict=True):
        brings, lacks = (", ".join(part) for part in (regime.layers, regime.layers_missing))
        lines += [
            f"{regime.id}  {_days(regime) or 'no days'}  {regime.status}",
            f"  {regime.label}",
            f"  brings {brings or 'no rates'}; the case must bring {lacks or 'nothing'}",
            f"  sources: {', '.join(regime.sources)}",
        ]
        if case is not None:
            why = f"cannot be applied: {row['why']}" if row["why"] else "can be applied"
            gaps = f"; no rate for goods of {row['unrated']}" if row["unrated"] else ""
            lines.append(f"  to this case: {why}{gaps}")
    last = max(regime.valid_to for regime in regimes() if regime.valid_to)
    lines.append(f"After {last} no regime is known: add rows to duties with the rates of that day.")
    return Report(
        record={"last_known_day": last.isoformat()}, tables={"regimes": rows}, lines=tuple(lines)
    )


def _usual(case: Case) -> list[str]:
    """Name the scenarios that change duties and nothing else, then the dated regimes."""
    return [*_duty_scenarios(case), *(regime.id for regime in regimes())]


def _duty_scenarios(case: Case) -> list[str]:
    changed: dict[str, set[str]] = {row.id: set() for row in case.scenarios}
    for override in case.overrides:
        changed.setdefault(override.scenario, set()).add(override.table)
    dated = {row.id for row in case.scenarios if row.regime or row.run_date}
    return [
        row.id
        for row in case.scenarios
        if changed[row.id] <= DUTY_TABLES and (changed[row.id] or row.id in dated)
    ]


def _column(case: Case, name: str, run_date: date | None) -> Column:
    for row in case.scenarios:
        if row.id == name:
            asked = question(case, name, run_date=run_date)
            return Column(name=name, kind="scenario", label=row.label, case=asked.case)
    known = [regime.id for regime in regimes()]
    if name not in known:
        raise UnknownChoice.of(
            said("regime"), name, [BASE, *(row.id for row in case.scenarios), *known]
        )
    regime = regime_named(name)
    return Column(
        name=name,
        kind="dated",
        label=regime.label,
        case=question(case, regime=name).case,
        days=_days(regime),
        sources=regime.sources,
    )


def _why(name: str, problem: InputProblem) -> str:
    """Say why a regime has no column, without its name; of a proposed one, its first note alone."""
    known = {regime.id: regime for regime in regimes()}
    if name in known and known[name].run_date is None:
        note = known[name].notes[0]
        return said("only proposed: {note}. {remedy}", note=note, remedy=problem.remedy)
    if isinstance(problem, Problems) and len(problem.problems) > 1:
        lines = (
            said("{number}. {problem}", number=number, problem=one.words)
            for number, one in enumerate(problem.problems, 1)
        )
        return joined(" ", (said("{headline}:", headline=problem.headline), *lines))
    headline = problem.headline
    reason = headline.values.get("reason") if isinstance(headline, Said) else None
    if isinstance(reason, str):
        return type(problem)(reason, where=problem.where, remedy=problem.remedy).words
    return problem.words


def _days(regime: Regime) -> str:
    if not regime.valid_from:
        return ""
    return said("{first} to {last}", first=str(regime.valid_from), last=str(regime.valid_to))


def _regime_row(regime: Regime, case: Case | None) -> dict[str, Cell]:
    why = ""
    if case is not None:
        try:
            question(case, regime=regime.id)
        except InputProblem as problem:
            why = _why(regime.id, problem)
    return {
        "regime": regime.id,
        "label": regime.label,
        "destination": regime.destination,
        "valid_from": regime.valid_from.isoformat() if regime.valid_from else None,
        "valid_to": regime.valid_to.isoformat() if regime.valid_to else None,
        "run_date": regime.run_date.isoformat() if regime.run_date else None,
        "status": regime.status,
        "layers": joined("; ", map(Layer, regime.layers)),
        "layers_missing": joined("; ", map(Layer, regime.layers_missing)),
        "sources": "; ".join(regime.sources),
        "notes": joined(" ", regime.notes),
        "unrated": joined("; ", map(Territory, regime_gaps(regime, case)))
        if case and not why
        else "",
        "why": why,
    }
