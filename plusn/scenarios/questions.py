"""What is asked of a case: a scenario, a policy, a tariff regime, a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from data.errors import Problems, UnknownChoice
from data.phrase import said
from network.case.overrides import scenario_case
from network.duty.dates import run_out
from plusn.scenarios.regimes import apply_regime

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from network.case import Case
    from network.case.choices import Event, Policy, Scenario

Named = TypeVar("Named", "Policy", "Scenario")


@dataclass(frozen=True, kw_only=True)
class Question:
    """Hold a case as it is to be solved.

    Parameters
    ----------
    label
        What it is called in results.
    case
        Under the regime and with the overrides.
    base
        The case as it was, which the ledger is compared with.
    policy
        What management insists on; None for nothing.
    events
        Outages of the scenario.
    before
        The case under the regime and on the day, without the scenario's changes.
    """

    label: str
    case: Case
    base: Case
    before: Case | None = None
    policy: Policy | None = None
    events: tuple[Event, ...] = ()


def question(
    case: Case,
    scenario: str = "",
    *,
    policy: str = "",
    regime: str = "",
    run_date: date | None = None,
) -> Question:
    """Put a question to a case: base, regime, scenario, policy, in this order.

    Parameters
    ----------
    case
        The base case.
    scenario
        Id of a scenario of the case; blank for the base case.
    policy, regime, run_date
        Ids and a day that stand before what the scenario says.

    Raises
    ------
    UnknownChoice
        The case has no such scenario or policy, or there is no such regime.
    UnavailableMeasure
        The regime cannot be applied to the case.
    Problems
        An override matches nothing or does not fit; or rates of duty ended before the run date.
    """
    chosen = _scenario(case, scenario)
    regime = regime or (chosen.regime if chosen else "")
    changed = before = apply_regime(case, regime) if regime else case
    if chosen:
        changed = scenario_case(changed, chosen.id)
    if run_date is not None:
        general = changed.general.model_copy(update={"run_date": run_date})
        changed = replace(changed, settings=(general,))
    if changed.general != before.general:
        before = replace(before, settings=changed.settings)
    if problems := run_out(changed):
        raise Problems(problems, what=said("the duties of that day"))
    parts = [part for part in (scenario, policy, regime) if part]
    return Question(
        label=" · ".join(parts) or "base",
        case=changed,
        base=case,
        before=before,
        policy=policy_named(changed, policy or (chosen.policy if chosen else "")),
        events=tuple(event for event in case.events if chosen and event.scenario == chosen.id),
    )


def policy_named(case: Case, policy: str) -> Policy | None:
    """Find a policy by id; None for a blank.

    Raises
    ------
    UnknownChoice
        The case has no such policy.
    """
    if not policy:
        return None
    return _named(said("policy"), case.policies, policy)


def _scenario(case: Case, scenario: str) -> Scenario | None:
    return _named(said("scenario"), case.scenarios, scenario) if scenario else None


def _named(what: str, rows: Iterable[Named], name: str) -> Named:
    found = {row.id: row for row in rows}
    if name not in found:
        raise UnknownChoice.of(what, name, found)
    return found[name]
