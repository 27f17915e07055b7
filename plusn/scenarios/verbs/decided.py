"""A decision table in its three forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.packaged import load_sources
from data.phrase import Regime, joined, said
from plusn.scenarios.report import Report
from plusn.scenarios.told import amount
from plusn.scenarios.verbs.common import notes_once, plants_open, standing
from plusn.scenarios.verbs.standing import standing_record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from network.case import Case
    from network.engine.plan import Site
    from network.explain.decision import Decision
    from plusn.scenarios.tables import Cell, Rows
    from plusn.scenarios.verbs.regimes import Column

INCOMPLETE = "incomplete"


@dataclass(frozen=True, kw_only=True)
class Decided:
    """Hold a decision table and what to mind when reading it.

    Parameters
    ----------
    left_out
        Regimes without a column, and why.
    plans
        Sites by plan.
    notes
        Sentences about the plans.
    failed
        Plans that cannot be had, and why.
    table
        All columns.
    ranked
        The columns whose duties are complete: only these make regrets.
    lacking
        Sentences about duties that a column lacks; empty where it is complete.
    terms
        Cost by term of every cell that has one, by plan and regime.
    """

    case: Case
    columns: tuple[Column, ...]
    left_out: tuple[tuple[str, str], ...]
    plans: Mapping[str, Mapping[str, Site]]
    notes: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    table: Decision
    ranked: Decision
    lacking: Mapping[str, tuple[str, ...]]
    terms: Mapping[tuple[str, str], Mapping[str, float]]


def told(one: Decided) -> Report:
    """Tell a decision table."""
    notes = _notes(one)
    base = one.columns[0].name
    cheapest = one.ranked.cheapest if base in one.ranked.regimes else ()
    return Report(
        record={
            "currency": one.case.general.currency,
            "weeks": one.case.general.weeks,
            "standing": standing_record(one.case),
            "cheapest": list(cheapest),
            "safest": list(one.ranked.safest),
            "incomplete": [name for name, why in one.lacking.items() if why],
            "left_out": dict(one.left_out),
            "no_plan": dict(one.failed),
            "sources": _sources(one),
            "notes": list(notes),
        },
        tables={
            "decision": _cells(one),
            "plans": _plans(one, cheapest),
            "regimes": _regimes(one),
            "terms": _terms(one),
        },
        lines=(*notes, "", *_lines(one, cheapest)),
    )


def _notes(one: Decided) -> tuple[str, ...]:
    lacking: list[str] = [
        said("{regime}: {why}", regime=Regime(name), why=why)
        for name, whys in one.lacking.items()
        for why in whys
    ]
    if lacking:
        lacking.append(
            said(
                "Columns marked incomplete lack a layer of duty: their costs are no totals, no "
                "plan is called the best there, and they count neither for the largest regret nor "
                "for the safest plan."
            )
        )
    own = [note for note in one.notes if not note.startswith("Duty on goods of ")]
    return notes_once([standing(one.case), own, lacking])


def _cells(one: Decided) -> Rows:
    return [
        {
            "plan": plan,
            "regime": column.name,
            "cost": cell.cost,
            "difference": _above(one.table, plan, column.name),
            "best": None if one.lacking[column.name] else plan in one.table.best[column.name],
            "duties": INCOMPLETE if one.lacking[column.name] else "complete",
            "why": cell.why,
        }
        for column in one.columns
        for plan in one.plans
        for cell in (one.table.cells[plan, column.name],)
    ]


def _above(table: Decision, plan: str, regime: str) -> float | None:
    """Give the cost above the best plan of a column; the rounding of a tie is nothing."""
    return 0.0 if plan in table.best[regime] else table.cells[plan, regime].regret


def _terms(one: Decided) -> Rows:
    """List what each cost is made of, in the order of the cells; the terms add up to the cost."""
    return [
        {"plan": plan, "regime": column.name, "term": term, "value": value}
        for column in one.columns
        for plan in one.plans
        for term, value in one.terms.get((plan, column.name), {}).items()
        if value
    ]


def _plans(one: Decided, cheapest: Sequence[str]) -> Rows:
    """List the plans; `same_as` names the first plan with the very same sites, itself if new."""
    first: dict[str, str] = {}
    for plan, sites in one.plans.items():
        first[plan] = next((known for known in first if one.plans[known] == sites), plan)
    return [
        {
            "plan": plan,
            "same_as": first[plan],
            "open_plants": plants_open(one.case, sites.values()),
            "largest_regret": one.ranked.worst_regret[plan],
            "cheapest": plan in cheapest,
            "safest": plan in one.ranked.safest,
        }
        for plan, sites in one.plans.items()
    ]


def _regimes(one: Decided) -> Rows:
    rows: Rows = [
        {
            "regime": column.name,
            "kind": column.kind,
            "label": column.label,
            "days": column.days,
            "duties": INCOMPLETE if one.lacking[column.name] else "complete",
            "lacking": joined(" ", one.lacking[column.name]),
            "sources": "; ".join(column.sources),
            "left_out": "",
        }
        for column in one.columns
    ]
    for name, why in one.left_out:
        blank: dict[str, Cell] = dict.fromkeys(rows[0], "")
        rows.append({**blank, "regime": name, "left_out": why})
    return rows


def _sources(one: Decided) -> dict[str, str]:
    """Name who published the dated duties of the columns, by id of the source."""
    known = load_sources()
    ids = dict.fromkeys(source for column in one.columns for source in column.sources)
    return {source: known[source].publisher for source in ids if source in known}


def _lines(one: Decided, cheapest: Sequence[str]) -> list[str]:
    letters = {column.name: _letter(number) for number, column in enumerate(one.columns)}
    lines = []
    for column in one.columns:
        mark = " (incomplete)" if one.lacking[column.name] else ""
        days = f", {column.days}" if column.days else ""
        lines.append(f"  {letters[column.name]}  {column.name}{mark}: {column.label}{days}")
    money = f"{one.case.general.currency} in {one.case.general.weeks:g} weeks"
    lines += ["", f"Cost, {money}; * is the best plan of the column", *_matrix(one, letters)]
    lines += ["", f"Above the best plan of the column, {one.case.general.currency}"]
    lines += [*_regrets(one, letters), ""]
    unknown = "not known, a duty is missing" if one.lacking[one.columns[0].name] else "not known"
    lines.append(f"Cheapest under the duties of the case: {', '.join(cheapest) or unknown}")
    lines.append(f"Safest ({_measure(one)}): {', '.join(one.ranked.safest) or 'none'}")
    lines += [
        f"  {cell.plan} under {cell.regime}: {cell.why}"
        for cell in one.table.cells.values()
        if cell.why
    ]
    lines += [f"  {name} has no plan: {why}" for name, why in one.failed]
    reasons: dict[str, list[str]] = {}
    for name, why in one.left_out:
        reasons.setdefault(why, []).append(name)
    return [*lines, *(f"Left out: {', '.join(names)}: {why}" for why, names in reasons.items())]


def _measure(one: Decided) -> str:
    """Say over which columns the largest regret is taken."""
    whole, every = len(one.ranked.regimes), len(one.columns)
    over = "" if whole == every else f" over the {whole} of {every} columns with complete duties"
    return f"least largest regret{over}"


def _heads(one: Decided, letters: Mapping[str, str]) -> str:
    """Give the heads of the columns; one that lacks a duty says so over each of its numbers."""
    marks = {name: f" {INCOMPLETE}" if why else "" for name, why in one.lacking.items()}
    return "".join(f"{letter + marks[name]:>17}" for name, letter in letters.items())


def _letter(number: int) -> str:
    """Give the letters of a spreadsheet's column.

    Examples
    --------
    >>> _letter(0), _letter(26)
    ('A', 'AA')
    """
    before, last = divmod(number, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)


def _matrix(one: Decided, letters: Mapping[str, str]) -> list[str]:
    width = _width(one)
    lines = [" " * width + _heads(one, letters)]
    for plan in one.plans:
        cells = ""
        for name in letters:
            cost = one.table.cells[plan, name].cost
            mark = "*" if plan in one.table.best[name] and not one.lacking[name] else " "
            cells += f"{'no' if cost is None else amount(cost):>16}{mark}"
        lines.append(f"  {plan:<{width - 2}}{cells}".rstrip())
    return lines


def _regrets(one: Decided, letters: Mapping[str, str]) -> list[str]:
    width = _width(one)
    lines = [f"{' ' * width}{_heads(one, letters)}{'largest':>17}"]
    for plan in one.plans:
        regrets = [_above(one.table, plan, name) for name in letters]
        regrets.append(one.ranked.worst_regret[plan])
        cells = "".join(f"{'no' if n is None else amount(n):>17}" for n in regrets)
        lines.append(f"  {plan:<{width - 2}}{cells}")
    return lines


def _width(one: Decided) -> int:
    return max(len(plan) for plan in one.plans) + 4
