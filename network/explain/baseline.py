"""Whether the model knows the business: recorded flows, priced, beside the ledger."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from data.errors import UnavailableMeasure
from data.phrase import Table, said
from network.engine.instance import Instance
from network.evaluate import evaluate, read_actual

if TYPE_CHECKING:
    from network.case import Case
    from network.evaluate import Evaluation

TOLERANCE = 0.05
"""A model further from the ledger than this share of its total is not calibrated."""
EVERYWHERE = "*"


class Gap(NamedTuple):
    """Set a line of the ledger beside what the model says; case currency over the period."""

    term: str
    facility: str
    ledger: float
    model: float

    @property
    def difference(self) -> float:
        """Give model − ledger."""
        return self.model - self.ledger


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """Hold the recorded flows, priced but not optimised, beside the ledger.

    Parameters
    ----------
    evaluation
        Cost of the recorded flows by the case's rates.
    gaps
        One for each line of the ledger.
    findings
        What does not fit together in the records.
    """

    evaluation: Evaluation
    gaps: tuple[Gap, ...]
    findings: tuple[str, ...]

    @property
    def difference(self) -> float | None:
        """Give Σ |model − ledger| as a share of the ledger's total; None without a ledger.

        Absolute amounts, so that two mistakes do not cancel. Where a term is booked both as a
        whole and by site, the whole counts.
        """
        whole = {gap.term for gap in self.gaps if gap.facility == EVERYWHERE}
        counted = [g for g in self.gaps if g.facility == EVERYWHERE or g.term not in whole]
        total = sum(gap.ledger for gap in counted)
        return sum(abs(gap.difference) for gap in counted) / total if total else None

    @property
    def calibrated(self) -> bool | None:
        """Tell whether the model is within 5 % of the ledger; None without a ledger."""
        return None if self.difference is None else self.difference <= TOLERANCE

    @property
    def sentence(self) -> str:
        """Say whether the model knows the business."""
        if self.difference is None:
            return said("Not calibrated: the case has no ledger to compare with.")
        told = said(
            "{share:.1%} of the ledger's total (tolerance {tolerance:.0%})",
            share=self.difference,
            tolerance=TOLERANCE,
        )
        if self.calibrated:
            return said("Calibrated: the model differs from the ledger by {share}.", share=told)
        return said("Not calibrated: the model differs from the ledger by {share}.", share=told)


def baseline(case: Case) -> Baseline:
    """Price the recorded flows and set them beside the ledger.

    Parameters
    ----------
    case
        With `actual_flows`; `actual_costs` where there is a ledger.

    Raises
    ------
    UnavailableMeasure
        The case records no flows.
    Problems
        The recorded flows cannot be read.
    """
    if not case.actual_flows:
        raise UnavailableMeasure(
            said("the case records no flows, so there is no baseline"),
            remedy=said(
                "Fill the table {flows}, and {costs} for the ledger.",
                flows=Table("actual_flows"),
                costs=Table("actual_costs"),
            ),
        )
    actual = read_actual(case)
    evaluation = evaluate(case, actual.plan)
    return Baseline(evaluation=evaluation, gaps=_gaps(case, evaluation), findings=actual.findings)


def _gaps(case: Case, evaluation: Evaluation) -> tuple[Gap, ...]:
    money = Instance(case).money
    ledger: dict[tuple[str, str], float] = defaultdict(float)
    for row in case.actual_costs:
        ledger[row.term, row.facility] += money(row.amount, row.currency)
    whole, placed = evaluation.by("term"), evaluation.by("term", "facility")
    found: list[Gap] = []
    for (term, facility), amount in ledger.items():
        if facility == EVERYWHERE:
            model = whole.get(term, 0.0)
        else:
            model = placed.get(f"{term}/{facility}", 0.0)
        found.append(Gap(term, facility, amount, model))
    return tuple(found)


def calibration(case: Case) -> str:
    """Say whether the model knows the business, for every result of the case to carry.

    Raises
    ------
    Problems
        The recorded flows cannot be read.
    """
    if not case.actual_flows:
        return said("Not calibrated: the case records no flows.")
    return baseline(case).sentence
