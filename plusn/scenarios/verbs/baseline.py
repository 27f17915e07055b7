"""Whether the model knows the business, and what could be had from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.evaluate import read_actual
from network.explain.baseline import baseline
from network.explain.board import board_money
from network.explain.bridge import reason, three_steps
from network.explain.linear import changed_sites
from plusn.scenarios.report import Report
from plusn.scenarios.running import ILLUSTRATIVE, incomplete, is_illustrative
from plusn.scenarios.told import amount
from plusn.scenarios.verbs.board import board_record, board_table, paid_table
from plusn.scenarios.verbs.common import confirmed, notes_once, site_changes
from plusn.scenarios.verbs.standing import standing_record

if TYPE_CHECKING:
    from network.case import Case
    from network.explain.baseline import Baseline, Gap
    from network.explain.board import BoardMoney
    from network.explain.bridge import ThreeSteps
    from plusn.scenarios.questions import Question
    from plusn.scenarios.tables import Rows

STEPS = ("actual", "same plants, best flows", "free choice")


def baseline_report(asked: Question) -> Report:
    """Price what was recorded, compare it with the ledger, and lead from there to the best plan.

    Parameters
    ----------
    asked
        The case, with the policy of the last step. Under a scenario or a regime the three steps
        are priced as it says; the ledger stays beside the case as it was.

    Raises
    ------
    UnavailableMeasure
        The case records no flows.
    Problems
        The recorded flows cannot be read.
    Infeasible, ScenarioProblem
        A step has no plan.
    UncertifiedResult
        The second opinion does not confirm a step; nothing is shown.
    """
    case = asked.case
    compared = baseline(asked.base)
    steps = three_steps(case, asked.policy)
    lacking = [incomplete(case, confirmed(step)) for step in (steps.best_flows, steps.free)]
    made_up = [ILLUSTRATIVE] if is_illustrative(case) else []
    money = board_money(steps.best_flows, steps.free)
    findings = [*compared.findings, *compared.evaluation.failures]
    duties = notes_once([incomplete(case, read_actual(case)), *lacking])
    return Report(
        record={
            "calibrated": compared.calibrated,
            "difference": compared.difference,
            "sentence": compared.sentence,
            "findings": findings,
            "standing": standing_record(case, asked.base),
            "notes": [*made_up, compared.sentence, *duties, *findings],
            "lacking": list(duties),
            "scenario": asked.label,
            "currency": case.general.currency,
            "weeks": case.general.weeks,
            "terms": compared.evaluation.terms,
            "steps": dict(zip(STEPS, steps.totals, strict=True)),
            "plants": {
                STEPS[1]: list(steps.best_flows.open_plants),
                STEPS[2]: list(steps.free.open_plants),
            },
            "board": board_record(case, money),
        },
        tables={
            "ledger": _ledger(compared),
            "bridge": _bridge(steps),
            "sites": site_changes(
                changed_sites(steps.best_flows.plan.sites, steps.free.plan.sites)
            ),
            "paid_once": paid_table(money),
            "board": board_table(case, money),
        },
        lines=(*made_up, *duties, *_lines(case, compared, steps, money), *findings),
    )


def _ledger(compared: Baseline) -> Rows:
    return [
        {
            "term": gap.term,
            "facility": gap.facility,
            "ledger": gap.ledger,
            "model": gap.model,
            "difference": gap.difference,
        }
        for gap in compared.gaps
    ]


def _bridge(steps: ThreeSteps) -> Rows:
    parts = ((STEPS[1], steps.by_flows), (STEPS[2], steps.by_sites))
    return [
        {
            "step": step,
            "term": bar.term,
            "before": bar.before,
            "after": bar.after,
            "change": bar.change,
        }
        for step, bars in parts
        for bar in bars
    ]


def _lines(case: Case, compared: Baseline, steps: ThreeSteps, money: BoardMoney) -> list[str]:
    currency = case.general.currency
    lines = [compared.sentence, ""]
    lines += [
        f"  {step:<26}{amount(total):>18} {currency}"
        for step, total in zip(STEPS, steps.totals, strict=True)
    ]
    lines += ["", reason(steps.best_flows, steps.free)]
    if compared.gaps:
        heads = "".join(f"{head:>16}" for head in ("ledger", "model", "difference"))
        lines += ["", f"  {'term':<14}{'place':<10}{heads}"]
        lines += [_gap_line(gap) for gap in compared.gaps]
    payback = "never" if money.payback_years is None else f"{money.payback_years:.1f} years"
    yearly = f"{amount(money.yearly_gain)} {currency} a year, {amount(money.once)} paid once"
    npv = f"NPV {amount(money.npv)} over {money.horizon_years} years at {money.discount_rate:.0%}"
    return [*lines, "", f"Board money: {yearly}, payback {payback}, {npv}"]


def _gap_line(gap: Gap) -> str:
    term = gap.term.replace("_", " ")
    numbers = (gap.ledger, gap.model, gap.difference)
    return f"  {term:<14}{gap.facility:<10}" + "".join(f"{amount(n):>16}" for n in numbers)
