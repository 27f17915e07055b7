"""What a page can ask of a case: the records that `plusn scenario VERB --json` prints.

A verb is added by a function under ``@job("its name")`` that gives a report. Importing this
module loads the engine, so only workers and the stock do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from data.errors import UnknownChoice
from network.explain.parameter import Parameter
from plusn.scenarios.files import Loaded
from plusn.scenarios.questions import Question, question
from plusn.scenarios.running import answer
from plusn.scenarios.told import report_of
from plusn.scenarios.verbs.baseline import baseline_report
from plusn.scenarios.verbs.breakeven import breakeven_report
from plusn.scenarios.verbs.check import check_report
from plusn.scenarios.verbs.compare import MOST, compare_report
from plusn.scenarios.verbs.decide import decide_report
from plusn.scenarios.verbs.duty import duty_report
from plusn.scenarios.verbs.insist import insist_report
from plusn.scenarios.verbs.survive import survive_report
from plusn.scenarios.verbs.swing import swing_report
from plusn.scenarios.verbs.tradeoff import tradeoff_report

if TYPE_CHECKING:
    from network.case import Case
    from plusn.scenarios.report import Report

Args = Mapping[str, Any]
Progress = Callable[[int, int], None]
Verb = Callable[["Case", dict[str, Any], float, Progress], "Report"]

JOBS: dict[str, Callable[[Case, Args, float, Progress], dict[str, Any]]] = {}
UNDER = ("scenario", "policy", "regime", "run_date")


def solve(kind: str, case: Case, args: Args, seconds: float, progress: Progress) -> dict[str, Any]:
    """Give the record of a job.

    Parameters
    ----------
    kind
        A key of `JOBS`.
    case
        The base case.
    args
        Plain JSON values, named as the command's options: ``scenario``, ``policy``, ``regime``,
        ``run_date`` (ISO) and the verb's own.
    seconds
        Time limit of each solve.
    progress
        Told how many steps are done, and of how many.

    Raises
    ------
    UnknownChoice
        There is no such job.
    PlusNError
        As the verb.

    Examples
    --------
    >>> from plusn.scenarios.shipped import shipped_case
    >>> solve("run", shipped_case("two_plants"), {}, 20.0, lambda done, total: None)["open_plants"]
    ['A']
    """
    if kind not in JOBS:
        raise UnknownChoice.of("job", kind, JOBS)
    return JOBS[kind](case, args, seconds, progress)


def job(kind: str) -> Callable[[Verb], Verb]:
    """Add a verb to the jobs; its arguments are its own copy."""

    def add(verb: Verb) -> Verb:
        def record(case: Case, args: Args, seconds: float, progress: Progress) -> dict[str, Any]:
            report = verb(case, dict(args), seconds, progress)
            return {**report.record, "tables": report.tables}

        JOBS[kind] = record
        return verb

    return add


def _asked(case: Case, args: dict[str, Any]) -> Question:
    """Take what the case is asked under out of the arguments."""
    name, policy, regime, day = (args.pop(under, None) or "" for under in UNDER)
    return question(case, name, policy=policy, regime=regime, run_date=_day(day))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@job("run")
def _run(case: Case, args: dict[str, Any], seconds: float, _: Progress) -> Report:
    return report_of(answer(_asked(case, args), seconds=seconds, **args))


@job("check")
def _check(case: Case, _: dict[str, Any], __: float, ___: Progress) -> Report:
    return check_report(Loaded(case=case))


@job("baseline")
def _baseline(case: Case, args: dict[str, Any], _: float, __: Progress) -> Report:
    return baseline_report(_asked(case, args), **args)


@job("compare")
def _compare(case: Case, args: dict[str, Any], seconds: float, progress: Progress) -> Report:
    chosen = args.pop("scenarios", ()) or [row.id for row in case.scenarios[:MOST]]
    return compare_report(case, chosen, seconds=seconds, progress=progress, **args)


@job("decide")
def _decide(case: Case, args: dict[str, Any], seconds: float, progress: Progress) -> Report:
    day = _day(args.pop("run_date", ""))
    return decide_report(case, run_date=day, seconds=seconds, progress=progress, **args)


@job("duty")
def _duty(case: Case, args: dict[str, Any], _: float, __: Progress) -> Report:
    return duty_report(_asked(case, args), **args)


@job("swing")
def _swing(case: Case, args: dict[str, Any], seconds: float, progress: Progress) -> Report:
    return swing_report(_asked(case, args), seconds=seconds, progress=progress, **args)


@job("breakeven")
def _breakeven(case: Case, args: dict[str, Any], seconds: float, progress: Progress) -> Report:
    asked = _asked(case, args)
    names = ("table", "where", "column", "op")
    parameter = Parameter(**{name: args.pop(name) for name in names if name in args})
    low, high = args.pop("low"), args.pop("high")
    return breakeven_report(asked, parameter, low, high, seconds=seconds, progress=progress, **args)


@job("survive")
def _survive(case: Case, args: dict[str, Any], seconds: float, progress: Progress) -> Report:
    served = args.pop("served", "all").replace("-", " ")
    return survive_report(
        _asked(case, args), served=served, seconds=seconds, progress=progress, **args
    )


@job("tradeoff")
def _tradeoff(case: Case, args: dict[str, Any], seconds: float, progress: Progress) -> Report:
    asked, against = _asked(case, args), args.pop("against")
    return tradeoff_report(asked, against, seconds=seconds, progress=progress, **args)


@job("insist")
def _insist(case: Case, args: dict[str, Any], seconds: float, progress: Progress) -> Report:
    kinds = tuple(args.pop("kinds", ("plant",)))
    return insist_report(
        _asked(case, args), kinds=kinds, seconds=seconds, progress=progress, **args
    )
