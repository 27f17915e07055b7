"""What lies between a cell of the decision table and the plan to compare it with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.firm.walk import SiteChange, walk_of_terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.firm.names import Names
    from briefing.firm.walk import Walk


def walk_of_cell(record: Mapping[str, Any], plan: str, regime: str, names: Names) -> Walk | None:
    """Lead to a plan's cost under some duties from the cheapest plan's; None without a rival.

    To a plan that is itself the cheapest, it leads from the table's first plan.

    Parameters
    ----------
    record
        What ``plusn scenario decide --json`` prints.
    plan, regime
        The cell.
    names
        Of the same case.
    """
    tables = record["tables"]
    column = {row["plan"]: row for row in tables["decision"] if row["regime"] == regime}
    if column[plan]["cost"] is None:
        return None
    before = _rival(column, plan, {row["plan"]: row["same_as"] for row in tables["plans"]})
    if before is None:
        return None
    return walk_of_terms(
        (names.plan(before), names.plan(plan)),
        _terms(tables["terms"], before, regime),
        _terms(tables["terms"], plan, regime),
        currency=record["currency"],
        weeks=record["weeks"],
        sites=_sites(tables["plans"], before, plan),
        lacking=[
            row["lacking"]
            for row in tables["regimes"]
            if row["regime"] == regime and row["lacking"]
        ],
    )


def _rival(
    column: Mapping[str, Mapping[str, Any]], plan: str, same: Mapping[str, str]
) -> str | None:
    """Choose the plan to compare with: the cheapest, else the first that has other sites."""
    best = [name for name, cell in column.items() if cell["best"]]
    others = [*best, *(name for name, cell in column.items() if cell["cost"] is not None)]
    return next((name for name in others if same[name] != same[plan]), None)


def _terms(rows: list[Mapping[str, Any]], plan: str, regime: str) -> dict[str, float]:
    return {
        row["term"]: row["value"] for row in rows if row["plan"] == plan and row["regime"] == regime
    }


def _sites(rows: list[Mapping[str, Any]], before: str, after: str) -> list[SiteChange]:
    """Tell which plants open and which close."""
    opened = {row["plan"]: row["open_plants"].split("; ") for row in rows}
    old, new = ([name for name in opened[plan] if name] for plan in (before, after))
    return [
        *(SiteChange(facility=name, change="opens") for name in new if name not in old),
        *(SiteChange(facility=name, change="closes") for name in old if name not in new),
    ]
