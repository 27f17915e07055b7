"""A firm's case and what can be asked of it: the commands of `plusn scenario`, from Python."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from network.case import Case
from network.engine.solve import TIME_LIMIT
from network.explain.parameter import Parameter
from plusn.scenarios.files import load, save
from plusn.scenarios.questions import question
from plusn.scenarios.running import run
from plusn.scenarios.verbs.baseline import baseline_report
from plusn.scenarios.verbs.breakeven import breakeven_report
from plusn.scenarios.verbs.compare import MOST, compare_report
from plusn.scenarios.verbs.decide import decide_report
from plusn.scenarios.verbs.duty import duty_report
from plusn.scenarios.verbs.insist import insist_report
from plusn.scenarios.verbs.survive import survive_report
from plusn.scenarios.verbs.swing import swing_report
from plusn.scenarios.verbs.tradeoff import tradeoff_report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from network.case.choices import Op
    from network.outage.survival import Served
    from plusn.scenarios.questions import Question
    from plusn.scenarios.report import Report
    from plusn.scenarios.running import Run


def scenario(case: str | Path | Case, *, seconds: float = TIME_LIMIT) -> Firm:
    """Open a case, so that it can be asked.

    Parameters
    ----------
    case
        A YAML, XLSX or JSON file, a folder of CSV files, the name of a case that PlusN ships, or
        a case.
    seconds
        Time limit of each solve; the best plan until then is given with its gap.

    Raises
    ------
    Problems
        Everything that is wrong with the case, with sheet and row.
    UnreadableFile, TooLarge, UnknownChoice
        It is no such file.

    Examples
    --------
    >>> firm = scenario("two_plants")
    >>> firm.run().result.open_plants
    ('A',)
    >>> duty = {"table": "duties", "where": "origin=HOME; dest=ABROAD", "column": "rate"}
    >>> firm.breakeven(**duty, low=0, high=0.5).tables["points"][0]["value"]
    0.275
    """
    if isinstance(case, Case):
        return Firm(case=case, seconds=seconds)
    loaded = load(case)
    formulas = tuple(str(formula) for formula in loaded.formulas)
    return Firm(case=loaded.case, seconds=seconds, notes=(*formulas, *loaded.notes))


@dataclass(frozen=True, kw_only=True)
class Firm:
    """Hold a case that can be asked; every answer is confirmed without the solver.

    Where a method takes `name`, `policy`, `regime` and `run_date`, they say under what: a scenario
    and a policy of the case, a dated regime, a day.

    Parameters
    ----------
    seconds
        Time limit of each solve.
    notes
        What its reader should know: formulas, columns left out.
    """

    case: Case
    seconds: float = TIME_LIMIT
    notes: tuple[str, ...] = field(default=())

    def run(
        self, name: str = "", *, policy: str = "", regime: str = "", run_date: date | None = None
    ) -> Run:
        """Find the plan of least landed cost; errors as `plusn.scenarios.running.run`."""
        return run(
            self.case, name, policy=policy, regime=regime, run_date=run_date, seconds=self.seconds
        )

    def baseline(self, *, policy: str = "") -> Report:
        """Compare the model with what really happened; errors as `baseline_report`."""
        return baseline_report(question(self.case, policy=policy))

    def compare(self, *names: str) -> Report:
        """Set scenarios beside the first; errors as `compare_report`."""
        chosen = names or tuple(row.id for row in self.case.scenarios[:MOST])
        return compare_report(self.case, chosen, seconds=self.seconds)

    def decide(
        self,
        plans: Sequence[str] = (),
        regimes: Sequence[str] = (),
        *,
        run_date: date | None = None,
    ) -> Report:
        """Cost plans under several duties; errors as `decide_report`."""
        return decide_report(self.case, plans, regimes, run_date=run_date, seconds=self.seconds)

    def duty(
        self,
        name: str = "",
        *,
        dest: str = "",
        product: str = "",
        regime: str = "",
        run_date: date | None = None,
    ) -> Report:
        """List the layers of duty on goods; errors as `duty_report`."""
        return duty_report(self._ask(name, "", regime, run_date), dest=dest, product=product)

    def swing(
        self, name: str = "", *, policy: str = "", regime: str = "", run_date: date | None = None
    ) -> Report:
        """Say which numbers would change the answer; errors as `swing_report`."""
        return swing_report(self._ask(name, policy, regime, run_date), seconds=self.seconds)

    def breakeven(
        self,
        *,
        table: str,
        column: str,
        low: float,
        high: float,
        where: str = "",
        op: Op = "set",
        name: str = "",
        policy: str = "",
        regime: str = "",
        run_date: date | None = None,
    ) -> Report:
        """Find where the best plan changes as a number moves; errors as `breakeven_report`."""
        asked = self._ask(name, policy, regime, run_date)
        parameter = Parameter(table=table, where=where, column=column, op=op)
        return breakeven_report(asked, parameter, low, high, seconds=self.seconds)

    def tradeoff(
        self,
        against: str,
        *,
        points: int = 7,
        anchor: str = "",
        name: str = "",
        policy: str = "",
        regime: str = "",
        run_date: date | None = None,
    ) -> Report:
        """Say what less of something else costs; errors as `tradeoff_report`."""
        asked = self._ask(name, policy, regime, run_date)
        return tradeoff_report(asked, against, points=points, anchor=anchor, seconds=self.seconds)

    def survive(
        self,
        name: str = "",
        *,
        site: str = "",
        region: str = "",
        available: float = 0.0,
        served: Served = "all",
        policy: str = "",
        regime: str = "",
        run_date: date | None = None,
    ) -> Report:
        """Say how long deliveries go on while a place is down; errors as `survive_report`."""
        return survive_report(
            self._ask(name, policy, regime, run_date),
            site=site,
            region=region,
            available=available,
            served=served,
            seconds=self.seconds,
        )

    def insist(
        self,
        name: str = "",
        *,
        kinds: tuple[str, ...] = ("plant",),
        policy: str = "",
        regime: str = "",
        run_date: date | None = None,
    ) -> Report:
        """Cost insisting on a site, or doing without one; errors as `insist_report`."""
        asked = self._ask(name, policy, regime, run_date)
        return insist_report(asked, kinds=kinds, seconds=self.seconds)

    def save(self, path: str | Path) -> Path:
        """Write the case as the path's suffix says; errors as `plusn.scenarios.save`."""
        return save(self.case, path)

    def _ask(self, name: str, policy: str, regime: str, run_date: date | None) -> Question:
        return question(self.case, name, policy=policy, regime=regime, run_date=run_date)
