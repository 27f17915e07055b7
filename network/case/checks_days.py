"""Days and weeks: spans that do not end before they begin, events inside the period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import BadValue
from data.phrase import Heading, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.errors import PlusNError
    from network.case.view import View


def day_problems(view: View) -> list[PlusNError]:
    """List layers of duty and events that could never count, whatever their rates."""
    return [*_duties(view), *(_events(view) if view.settled else ())]


def _duties(view: View) -> Iterator[PlusNError]:
    for number, duty in enumerate(view.case.duties):
        if duty.valid_from and duty.valid_to and duty.valid_to < duty.valid_from:
            yield BadValue(
                said(
                    "a duty ends on {last}, before it begins on {first}",
                    last=str(duty.valid_to),
                    first=str(duty.valid_from),
                ),
                where=view.at("duties", number, "valid_to"),
                remedy=said(
                    "Give {last} ≥ {first}, or leave it blank.",
                    last=Heading.of("duties", "valid_to"),
                    first=Heading.of("duties", "valid_from"),
                ),
            )


def _events(view: View) -> Iterator[PlusNError]:
    weeks = view.case.general.weeks
    for number, event in enumerate(view.case.events):
        if event.start_week >= weeks:
            yield BadValue(
                said(
                    "an event starts in week {start_week} of a period of {weeks:g} weeks",
                    start_week=event.start_week,
                    weeks=weeks,
                ),
                where=view.at("events", number, "start_week"),
                remedy=said(
                    "Weeks count from 0: start it inside the period, or lengthen the period."
                ),
            )
