"""A point of a trade-off as a scenario of the case: the limit becomes a row of its policy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from network.case.choices import Policy
from plusn.desk.knobs_back import own_policy
from plusn.scenarios.questions import policy_named

if TYPE_CHECKING:
    from network.case import Case
    from network.explain.curve import Against


def with_limit(
    case: Case, scenario: str, against: Against, limit: float, *, anchor: str = ""
) -> Case:
    """Put a limit on a scenario of the case; what else its policy asks for stays.

    Parameters
    ----------
    case
        Holds the scenario.
    scenario
        Its id.
    against
        Column of the policy that holds the limit.
    limit
        As the trade-off names it.
    anchor
        Territory that a share outside is outside of, where the policy names none.

    Returns
    -------
    Case
        With a policy of the scenario's own; policies that others use are not touched.

    Raises
    ------
    UnknownChoice
        The scenario's policy is not in the case.
    """
    row = next(one for one in case.scenarios if one.id == scenario)
    begun = policy_named(case, row.policy) or Policy(id=own_policy(scenario))
    named = {"id": own_policy(scenario), "label": "", "anchor": begun.anchor or anchor}
    own = begun.model_copy(update={**named, "provenance": "user", against: limit})
    others = tuple(one for one in case.policies if one.id != own.id)
    mine = row.model_copy(update={"policy": own.id})
    return replace(
        case,
        policies=(*others, own),
        scenarios=tuple(mine if one.id == scenario else one for one in case.scenarios),
    )
