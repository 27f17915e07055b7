"""Choices: policies that can hold, events somewhere, overrides and ranges of what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import BadValue, PlusNError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from network.case.choices import Policy
    from network.case.view import View


def choice_problems(view: View) -> list[PlusNError]:
    """List policies that contradict themselves, events nowhere, overrides of nothing."""
    return [*_policies(view), *_events(view)]


def _policies(view: View) -> Iterator[PlusNError]:
    status = {facility.id: facility.status for facility in view.case.facilities}
    for number, policy in enumerate(view.case.policies):
        for column, headline, remedy in _contradictions(policy, status):
            yield BadValue(headline, where=view.at("policies", number, column), remedy=remedy)


def _contradictions(policy: Policy, status: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for site in policy.keep_open:
        if site in policy.keep_closed:
            yield "keep_open", f"{site} is kept open and kept closed", "Name it once."
        if status.get(site) == "excluded":
            yield "keep_open", f"{site} is kept open but excluded", "Make it optional or existing."
    for site in policy.keep_closed:
        if status.get(site) == "required":
            yield "keep_closed", f"{site} is kept closed but required", "Make it existing."
    least, most = policy.plants_min, policy.plants_max
    if least is not None and most is not None and least > most:
        yield (
            "plants_min",
            f"at least {least} and at most {most} plants",
            "Give plants_min ≤ plants_max.",
        )
    if not policy.anchor and (policy.plus is not None or policy.outside_share_min is not None):
        column = "plus" if policy.plus is not None else "outside_share_min"
        yield column, f"{column} counts beside an anchor, and there is none", "Name the anchor."


def _events(view: View) -> Iterator[PlusNError]:
    region = {facility.id: facility.region for facility in view.case.facilities}
    regions = view.known("facilities", "region")
    for number, event in enumerate(view.case.events):
        if not event.facility and not event.region:
            yield BadValue(
                "an event is nowhere",
                where=view.at("events", number),
                remedy="Name a facility or a region.",
            )
        at = ("events", number, "region")
        yield from view.unknown("region", event.region, regions, at)
        if event.region in regions and region.get(event.facility, event.region) != event.region:
            yield BadValue(
                f"{event.facility} is not in {event.region}",
                where=view.at("events", number),
                remedy=f"It is in {region[event.facility] or 'no region'}: name one of the two.",
            )
