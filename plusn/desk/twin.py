"""A scenario beside one that differs in a single thing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from network.case.choices import Scenario

if TYPE_CHECKING:
    from network.case import Case


def twin(case: Case, scenario: str, *, name: str, label: str) -> Case:
    """Copy a scenario with its overrides and events; a blank one is the case as entered.

    Parameters
    ----------
    scenario
        Id of a scenario of the case.
    name, label
        Id and label of the copy; the case has no such id yet.
    """
    begun = next((row for row in case.scenarios if row.id == scenario), Scenario(id=name))
    told = {"id": name, "label": label, "provenance": "user"}
    mine = {"scenario": name, "provenance": "user"}
    return replace(
        case,
        scenarios=(*case.scenarios, begun.model_copy(update=told)),
        overrides=(
            *case.overrides,
            *(row.model_copy(update=mine) for row in case.overrides if row.scenario == scenario),
        ),
        events=(
            *case.events,
            *(row.model_copy(update=mine) for row in case.events if row.scenario == scenario),
        ),
    )


def policy_of_ports_alone(case: Case, scenario: str) -> str | None:
    """Give the policy of a scenario that changes nothing but which ports are open; else None.

    Examples
    --------
    >>> from plusn.scenarios.shipped import shipped_case
    >>> policy_of_ports_alone(shipped_case("electronics"), "ship_via_hong_kong")
    'china_plus_1'
    """
    row = next((one for one in case.scenarios if one.id == scenario), None)
    if row is None or row.regime or row.run_date:
        return None
    ports = {one.id for one in case.facilities if one.kind == "port"}
    mine = [one for one in case.overrides if one.scenario == scenario]
    events = any(one.scenario == scenario for one in case.events)
    alone = all(
        one.table == "facilities"
        and one.column == "status"
        and one.where.replace(" ", "").removeprefix("id=") in ports
        for one in mine
    )
    return row.policy if mine and alone and not events else None
