"""What holds a plan back, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from data.phrase import said
from network.engine.limits import describe_limit, in_digits

if TYPE_CHECKING:
    from network.engine.result import Result


ONE_UNIT = {
    "carbon_max_t": said("kg of carbon more"),
    "lead_time_max_days": said("day of a unit more"),
    "region_share_max": said("capacity unit more"),
    "share_min": said("capacity unit less"),
    "outside_share_min": said("capacity unit less"),
}
"""What one unit of a policy's row is."""


class LimitInWords(NamedTuple):
    """Tell a binding limit: which, what of it is used a week, what one unit more would save."""

    kind: str
    place: str
    name: str
    per_week: float
    saving_per_unit: float
    sentence: str


def limits_in_words(result: Result) -> tuple[LimitInWords, ...]:
    """Say what limits the plan and what one more unit of each would save, the most worth first.

    The saving is the limit's price (its dual) with the sites as they are: a small change saves just
    that where nothing else is tight at the same point, and never more.

    Parameters
    ----------
    result
        A solved case.
    """
    money = result.case.general.currency
    found: list[LimitInWords] = []
    for limit in result.marginals.bindings:
        name = describe_limit(result.case, limit)
        per_week = limit.amount / result.plan.weeks
        one = said("unit more")
        if limit.kind == "policy":
            held = said("{limit} holds the plan back", limit=name)
            one = next((u for rule, u in ONE_UNIT.items() if rule in limit.place.split("; ")), one)
        else:
            per = in_digits(per_week)
            held = said("{limit} is used up at {amount} a week", limit=name, amount=per)
        told = said(
            "{held}; one {unit} would save up to {worth} {money}",
            held=held,
            unit=one,
            worth=in_digits(limit.worth),
            money=money,
        )
        found.append(LimitInWords(limit.kind, limit.place, name, per_week, limit.worth, told))
    return tuple(found)
