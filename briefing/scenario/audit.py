"""The audit of a plan: every amount as quantity × rate, in formulas that add up to the total."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from briefing.catalogue import entries, text
from briefing.scenario.audit_record import checks_sheet, plan_sheet, sources_sheet
from briefing.scenario.sheets import Book, Formula, Sheet, column, down
from data.errors import BadValue
from network.engine.terms import TERMS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.scenario.sheets import Cell
    from network.case.case import Case
    from network.engine.plan import Plan
    from network.evaluate.result import Evaluation, Item

    Row = tuple[Cell, ...]

FAMILIES = {
    "purchase": ("purchase",),
    "making": ("labour", "overtime", "overhead"),
    "freight": ("freight",),
    "pipeline": ("pipeline",),
    "duty": ("duty",),
    "carbon": ("carbon",),
    "stock": ("stock_holding", "stock_drawn"),
    "lost_sales": ("lost_sales",),
    "sites": ("fixed", "modules", "opening", "closing", "expansion", "complexity"),
}
ALLOWED = 0.0001
"""Largest difference to the solver's total that the audit calls none: 0.01 %."""
BEFORE = ("term", "name", "place", "product", "origin", "territory", "lane", "layer", "quantity")


def audit_book(
    case: Case,
    plan: Plan,
    evaluation: Evaluation,
    facts: Mapping[str, object],
    language: str = "en",
) -> Book:
    """Describe the audit workbook of a plan.

    Parameters
    ----------
    evaluation
        Of the plan, by `network.evaluate`.
    facts
        What is known of the solve, by name: ``objective`` (needed), ``outcome``, ``bound``,
        ``gap``, ``seconds``, ``solver``, ``digest``, ``version`` … in the order in which it is
        told. A tuple, as ``notes``, gets a line for each.

    Raises
    ------
    BadValue
        The facts hold no finite objective.
    """
    objective = facts.get("objective")
    if not isinstance(objective, int | float) or not math.isfinite(objective):
        raise BadValue(
            f"the audit needs the solver's total, not {objective!r}",
            where="facts, objective",
            remedy="Give a finite number.",
        )
    amounts = {
        family: _amounts(case, evaluation, family, language)
        for family, terms in FAMILIES.items()
        if any(item.term in terms for item in evaluation.items)
    }
    return Book(
        title=text("audit.title", language, name=case.general.name),
        as_of=str(facts.get("as_of", "")),
        sheets=(
            _summary(case, evaluation, amounts, facts, language),
            *amounts.values(),
            plan_sheet(case, plan, language),
            checks_sheet(evaluation, language),
            sources_sheet(case, language),
        ),
    )


def _amounts(case: Case, evaluation: Evaluation, family: str, language: str) -> Sheet:
    """Give the sheet of a family of terms: a row for each amount, its rate from its factors."""
    terms = FAMILIES[family]
    items = [item for item in evaluation.items if item.term in terms]
    factors = list(dict.fromkeys(name for item in items for name, _ in item.factors))
    heads = [text(f"audit.column.{name}", language) for name in BEFORE]
    heads += [text(f"audit.factor.{name}", language) for name in factors]
    heads += [text("audit.column.rate", language, currency=evaluation.currency)]
    heads += [text("audit.column.amount", language, currency=evaluation.currency)]
    rows = [
        (*_about(case, item, language), *_sums(item, factors, line))
        for line, item in enumerate(items, 2)
    ]
    return Sheet(
        title=text(f"audit.family.{family}", language),
        rows=(tuple(heads), *rows),
        widths=(14, 20, 12, 14, 10, 10, 26, 14, 14, *(14 for _ in factors), 14, 18),
    )


def _about(case: Case, item: Item, language: str) -> Row:
    """Say what an amount is for: the cells that stand before its factors."""
    lane = ""
    if item.lane is not None:
        row = case.lanes[item.lane]
        lane = f"{row.from_} → {row.to}, {row.mode}"
    name = text(f"audit.term.{item.term}", language)
    place = (item.facility, item.product, item.origin, item.territory, lane, item.layer)
    return (item.term, name, *place, item.quantity)


def _sums(item: Item, factors: Sequence[str], line: int) -> Row:
    """Give the factors of an amount and the formulas of its rate and of the amount itself."""
    known = dict(item.factors)
    first, last = len(BEFORE), len(BEFORE) + len(factors)
    quantity, rate = f"{column(first - 1)}{line}", f"{column(last)}{line}"
    return (
        *(known.get(name) for name in factors),
        Formula(f"=PRODUCT({column(first)}{line}:{column(last - 1)}{line})", item.rate),
        Formula(f"={quantity}*{rate}", item.amount),
    )


def _summary(
    case: Case,
    evaluation: Evaluation,
    amounts: Mapping[str, Sheet],
    facts: Mapping[str, object],
    language: str,
) -> Sheet:
    """Give the first sheet: terms, the total beside the solver's, what is known of the solve."""
    rows: list[Row] = [(text("audit.title", language, name=case.general.name),)]
    rows.append((text("audit.note", language),))
    made_up = any(
        row.provenance == "illustrative" for table in case.tables().values() for row in table
    )
    rows.append((text("audit.illustrative", language) if made_up else None,))
    head = len(rows)
    rows.append(
        (
            text("audit.column.term", language),
            text("audit.column.name", language),
            text("audit.column.amount", language, currency=evaluation.currency),
        )
    )
    for term in TERMS:
        sheet = next(
            (amounts[f] for f, ts in FAMILIES.items() if term in ts and f in amounts), None
        )
        line = len(rows) + 1
        rows.append(
            (term, text(f"audit.term.{term}", language), _sum(evaluation, term, sheet, line))
        )
    rows += _totals(evaluation, facts, len(rows), language)
    facts_head = len(rows)
    rows.append((text("audit.facts", language),))
    rows += [row for name, fact in facts.items() for row in _fact(name, fact, language)]
    return Sheet(
        title=text("audit.sheet.summary", language),
        rows=tuple(rows),
        heads=frozenset({0, head, facts_head}),
        widths=(30, 44, 24),
        frozen=0,
    )


def _sum(evaluation: Evaluation, term: str, sheet: Sheet | None, line: int) -> Cell:
    if sheet is None:
        return evaluation.terms[term]
    last = len(sheet.rows) - 1
    terms = down(sheet.title, 0, 1, last)
    sums = down(sheet.title, len(sheet.rows[0]) - 1, 1, last)
    return Formula(f"=SUMIF({terms},A{line},{sums})", evaluation.terms[term])


def _totals(
    evaluation: Evaluation, facts: Mapping[str, object], line: int, language: str
) -> list[Row]:
    """Give the total, the solver's, their difference, and whether it is small enough."""
    solver = float(str(facts["objective"]))
    total = evaluation.total
    share = abs(total - solver) / max(1.0, abs(solver))
    within = {verdict: text(f"audit.within.{verdict}", language) for verdict in ("yes", "no")}
    first = line - len(TERMS) + 1
    here = line + 1
    words = ("total", "solver", "difference", "share", "within")
    labels = [text(f"audit.total.{word}", language) for word in words]
    cells: list[Cell] = [
        Formula(f"=SUM(C{first}:C{line})", total),
        solver,
        Formula(f"=C{here}-C{here + 1}", total - solver),
        Formula(f"=ABS(C{here + 2})/MAX(1,ABS(C{here + 1}))", share),
        Formula(
            f'=IF(C{here + 3}<={ALLOWED},"{within["yes"]}","{within["no"]}")',
            within["yes" if share <= ALLOWED else "no"],
        ),
    ]
    return [(None, label, cell) for label, cell in zip(labels, cells, strict=True)]


def _fact(name: str, fact: object, language: str) -> list[Row]:
    """Give a fact with its name in the reader's language, where we have one; a line for each."""
    key = f"audit.fact.{name}"
    label = text(key, language) if key in entries(language) else name
    facts = fact if isinstance(fact, tuple) else (fact,)
    return [(label, None, _plain(one)) for one in facts]


def _plain(fact: object) -> Cell:
    """Give a fact as a cell; what a spreadsheet has no number for is told in words."""
    if fact is None or isinstance(fact, bool | str):
        return fact
    if isinstance(fact, int | float) and math.isfinite(fact):
        return float(fact)
    return str(fact)
