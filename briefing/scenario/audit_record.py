"""What a plan decides, what was checked of it, and where the numbers of its case come from."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.scenario.sheets import Formula, Sheet
from network.evaluate.result import TOLERANCE

if TYPE_CHECKING:
    from briefing.scenario.sheets import Cell
    from network.case.case import Case
    from network.engine.plan import Plan
    from network.evaluate.result import Check, Evaluation

    Row = tuple[Cell, ...]

MOST_LISTED = 2_000
"""Checks listed one by one, of each kind; those nearest to failing come first."""
SIGNS = {"=": "=", "<=": "≤", ">=": "≥"}
CHECK = ("about", "condition", "where", "found", "sign", "limit", "violation", "residual")
SITE = ("site", "name", "kind", "open", "modules", "expanded")
SALE = ("market", "product", "wanted", "delivered", "lost")
SOURCE = ("table", "provenance", "rows", "sources")
MOST_SOURCES = 12


def plan_sheet(case: Case, plan: Plan, language: str) -> Sheet:
    """List the sites and what is open, then what every market gets."""
    kinds = {row.id: row for row in case.facilities}
    rows: list[Row] = [tuple(text(f"audit.plan.{name}", language) for name in SITE)]
    for site in plan.sites:
        row = kinds[site.facility]
        decided = (site.open, float(site.modules), site.expanded)
        rows.append((site.facility, row.name, row.kind, *decided))
    head = len(rows)
    rows.append(tuple(text(f"audit.plan.{name}", language) for name in SALE))
    rows += [(s.market, s.product, s.wanted, s.delivered, s.lost) for s in plan.sold]
    return Sheet(
        title=text("audit.sheet.plan", language),
        rows=tuple(rows),
        heads=frozenset({0, head}),
        widths=(16, 30, 14, 14, 14, 14),
    )


def checks_sheet(evaluation: Evaluation, language: str) -> Sheet:
    """List what was checked: first how much of each kind, then one by one."""
    kinds = ("about", "checks", "failed", "residual")
    rows: list[Row] = [tuple(text(f"audit.check.{name}", language) for name in kinds)]
    for group, checks in evaluation.groups.items():
        failed = sum(not check.ok for check in checks)
        worst = max((check.residual for check in checks), default=0.0)
        label = text(f"audit.group.{group}", language)
        rows.append((label, float(len(checks)), float(failed), worst))
    rows.append((text("audit.check.tolerance", language, share=f"{TOLERANCE:g}"),))
    head = len(rows)
    rows.append(tuple(text(f"audit.check.{name}", language) for name in CHECK))
    for group, checks in evaluation.groups.items():
        label = text(f"audit.group.{group}", language)
        nearest = sorted(checks, key=lambda check: (-check.residual, check.name, check.where))
        for check in nearest[:MOST_LISTED]:
            rows.append(_check(check, label, len(rows) + 1))
    return Sheet(
        title=text("audit.sheet.checks", language),
        rows=tuple(rows),
        heads=frozenset({0, head}),
        widths=(22, 44, 44, 16, 6, 16, 14, 14),
    )


def _check(check: Check, label: str, line: int) -> Row:
    """Give a check with its violation as a formula; a limit that is none is left blank."""
    known = math.isfinite(check.limit)
    formulas = {
        "=": f"=ABS(D{line}-F{line})",
        "<=": f"=MAX(0,D{line}-F{line})",
        ">=": f"=MAX(0,F{line}-D{line})",
    }
    violation = Formula(formulas[check.sense], check.violation) if known else 0.0
    limit = check.limit if known else None
    said = (label, check.name, check.where, check.amount, SIGNS[check.sense], limit)
    return (*said, violation, check.residual)


def sources_sheet(case: Case, language: str) -> Sheet:
    """Count the rows of every table by where they come from, with their sources."""
    rows: list[Row] = [tuple(text(f"audit.source.{name}", language) for name in SOURCE)]
    for table, lines in case.tables().items():
        by_provenance: dict[str, list[str]] = defaultdict(list)
        for row in lines:
            by_provenance[row.provenance].append(row.source)
        for provenance, sources in sorted(by_provenance.items()):
            named = list(dict.fromkeys(source for source in sources if source))
            more = "; …" if len(named) > MOST_SOURCES else ""
            told = "; ".join(named[:MOST_SOURCES]) + more
            label = text(f"audit.provenance.{provenance}", language)
            rows.append((table, label, float(len(sources)), told))
    return Sheet(
        title=text("audit.sheet.sources", language), rows=tuple(rows), widths=(22, 22, 10, 90)
    )
