"""An answer for a terminal, and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from plusn.scenarios.landed import landed
from plusn.scenarios.report import Report
from plusn.scenarios.tables import tables_of
from plusn.scenarios.verbs.standing import standing_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.engine.result import Result
    from network.outage.recourse import Aftermath
    from plusn.scenarios.running import Run


MOST_MARKETS = 40
"""Pairs of market and product that a terminal shows; tables have them all."""
MOST_STEPS = 4
WHOLE = 5e-4
"""What a share may lack that is still told as the whole."""


def amount(value: float) -> str:
    """Write a number for a terminal: thousands set apart, no more digits than help.

    Examples
    --------
    >>> amount(1234567.891), amount(0.5), amount(-3.0)
    ('1,234,568', '0.5', '-3')
    """
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.6g}"  # noqa: PLR2004


def json_text(record: Mapping[str, object]) -> str:
    """Write JSON: readable, no NaN, ends with a new line."""
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def report_of(answer: Run) -> Report:
    """Tell an answer in its three forms."""
    result, opinion = answer.result, answer.certificate
    return Report(
        record={
            "scenario": answer.question.label,
            "outcome": result.outcome,
            "objective": result.objective,
            "bound": result.bound,
            "gap": result.gap,
            "currency": result.case.general.currency,
            "terms": result.terms,
            "open_plants": list(result.open_plants),
            "measures": answer.measures.flat(),
            "certificate": {
                "total": opinion.total,
                "difference": opinion.difference,
                "checks": opinion.checks,
                "worst_residual": opinion.worst_residual,
                "digest": result.digest,
                "solver": result.solver,
                "seconds": result.seconds,
            },
            "standing": standing_record(answer.question.case, answer.question.base),
            "notes": list(answer.notes),
        },
        tables=tables_of(answer),
        lines=_lines(answer),
    )


def _lines(answer: Run) -> tuple[str, ...]:
    result = answer.result
    money = result.case.general.currency
    solved = f"{result.outcome}, gap {result.gap:.4%}, {result.seconds:.2f} s, {result.solver}"
    weeks = f"{result.plan.weeks:g} week{'' if result.plan.weeks == 1 else 's'}"
    cost = f"Landed cost {amount(result.objective)} {money} in {weeks}"
    lines = [
        f"{result.case.general.name}: {answer.question.label}",
        *answer.notes,
        "",
        f"{cost} ({solved})",
        _open(result),
        *_served(answer.measures.served_share),
        "",
        *(
            f"  {term.replace('_', ' '):<16}{amount(value):>18}"
            for term, value in result.terms.items()
            if value
        ),
    ]
    lines += _markets(answer)
    if answer.limits:
        lines += ["", "What holds it back:", *(f"  {one.sentence}" for one in answer.limits)]
    if answer.aftermath is not None:
        lines += ["", *_outage(answer.aftermath, money)]
    told = f"Confirmed without the solver: {answer.certificate.checks} checks"
    return (*lines, "", f"{told}, digest {result.digest[:12]}")


def _served(share: float) -> list[str]:
    """Say how much is delivered, where a plan sells less than is wanted."""
    return [f"Delivered: {share:.1%} of what is wanted"] if share < 1 - WHOLE else []


def _open(result: Result) -> str:
    """Name the open plants; of a network without plants, every site that could be closed."""
    rows = {row.id: row for row in result.case.facilities}
    if any(row.kind == "plant" for row in rows.values()):
        return f"Open plants: {', '.join(result.open_plants) or 'none'}"
    able = {"existing", "optional"}
    opened = [
        site.facility
        for site in result.plan.sites
        if site.open and rows[site.facility].status in able
        and rows[site.facility].kind in {"supplier", "depot", "port"}
    ]  # fmt: skip
    return f"Open sites: {', '.join(opened) or 'none'}"


def _markets(answer: Run) -> list[str]:
    """Tell what a unit costs by market, on average and at the margin."""
    told = landed(answer)
    if not told or len(told) > MOST_MARKETS:
        return []
    money = answer.result.case.general.currency
    lines = ["", f"Landed cost of a unit, {money}, without yearly costs of sites:"]
    lines.append(f"  {'market':<12}{'product':<12}{'average':>12}{'one more':>12}  made of")
    for one in told:
        more = "" if one.marginal is None else amount(round(one.marginal, 2))
        parts = sorted(one.steps.items(), key=lambda step: -step[1])[:MOST_STEPS]
        steps = ", ".join(f"{term} {amount(round(value, 2))}" for term, value in parts)
        head = f"  {one.market:<12}{one.product:<12}{amount(round(one.average, 2)):>12}"
        lines.append(f"{head}{more:>12}  {steps}")
    return lines


def _outage(after: Aftermath, money: str) -> list[str]:
    word = "less" if after.extra < 0 else "more"
    extra = f"With the scenario's events: {amount(abs(after.extra))} {money} {word}"
    lacking = (
        f"  {sold.market} lacks {amount(sold.lost)} of {amount(sold.wanted)} {sold.product}"
        for sold in after.lost
    )
    return [f"{extra}, {after.service:.1%} of what is wanted is delivered", *lacking]
