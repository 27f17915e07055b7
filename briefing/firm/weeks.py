"""Weeks we can keep delivering without a place, beside the weeks it needs to restart."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, model_validator

from briefing.catalogue import text
from briefing.firm.frame import FirmFigure, Standing, percent, sealed
from briefing.firm.record_parts import number_in, rows_of
from briefing.firm.scales import Axis, axis
from briefing.spec import Part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.firm.frame import Record
    from briefing.firm.names import Names
    from briefing.spec import Language

REACH = 2.4
"""The axis goes this many times as far as the longest restart; longer bars end in a point."""
LEAST = 4.0
ROUNDING = 1e-6
MOST = 6
"""Places that are drawn where the loss of none is felt."""


class WeeksRow(Part):
    """A place: how many weeks every market is served without it.

    `longer`: at least as long as was looked at. `restart` is null where nobody told it, and then
    `short` is null too. `today` is the same under the plan of today. `text` is both numbers.
    """

    place: str
    kind: Literal["region", "site"]
    label: str
    weeks: float
    longer: bool
    restart: float | None
    short: bool | None
    today: float | None = None
    text: str
    tip: str


class WeeksSpec(FirmFigure):
    """Places one below the other, regions first, on one axis of weeks.

    `legend` are the words of the diamond, the tick of today's plan (blank without one), and the
    bar that is too short (blank where none is).

    Raises
    ------
    pydantic.ValidationError
        A row calls itself short though it restarts in time.
    """

    kind: Literal["weeks"] = "weeks"
    rows: Annotated[tuple[WeeksRow, ...], Field(min_length=1)]
    axis: Axis
    legend: tuple[str, str, str]

    @model_validator(mode="after")
    def _short_is_what_restarts_too_late(self) -> WeeksSpec:
        for row in self.rows:
            late = None if row.restart is None else not row.longer and row.restart > row.weeks
            if row.short != late:
                raise ValueError(f"{row.place} is {'' if row.short else 'not '}called short")
        return self


def describe_weeks(record: Record, names: Names, *, today: Record | None = None) -> WeeksSpec:
    """Describe how long deliveries go on without each place.

    Parameters
    ----------
    record
        Of `survive`.
    today
        The same of the plan of today; its weeks stand as ticks.
    """
    lang, standing = names.lang, Standing.of(record)
    earlier = (
        {row["place"]: row["weeks_served"] for row in rows_of(today, "survival")} if today else {}
    )
    told = sorted(rows_of(record, "survival"), key=lambda row: row["kind"] != "region")
    every = tuple(_row(row, names, earlier.get(row["place"])) for row in told)
    rows, rest = _parted(every)
    title = _title(every, lang)
    unknown = [row.label for row in rows if row.restart is None]
    notes = [text("detail.weeks.unknown", lang, places=text("detail.comma", lang).join(unknown))
             ] if unknown else []  # fmt: skip
    if rest:
        least = whole(min(row.weeks for row in rest))
        places = text("detail.comma", lang).join(row.label for row in rest)
        notes.append(text("detail.weeks.rest", lang, weeks=least, places=places))
    left = number_in(record, "available")
    return sealed(
        WeeksSpec(
            lang=lang,
            title=title,
            subtitle=text("detail.weeks.subtitle.some" if left else "detail.weeks.subtitle", lang,
                          left=percent(left, digits=0)),
            notice=standing.notice(lang),
            caution=standing.caution(lang),
            notes=tuple(notes),
            credits=standing.credits(lang),
            alt=text("detail.weeks.alt", lang, title=title,
                     rows=text("detail.joint", lang).join(row.tip for row in rows)),
            rows=rows,
            axis=_axis(rows, lang),
            legend=(
                text("detail.weeks.legend.restart", lang),
                text("detail.weeks.legend.today", lang) if earlier else "",
                text("detail.weeks.legend.short", lang) if any(r.short for r in rows) else "",
            ),
        )
    )  # fmt: skip


def weeks_on_map(record: Record, names: Names) -> dict[str, str]:
    """Give the words of each place for a map: by id of the facility, or by name of the region."""
    lang = names.lang
    return {
        row["place"]: text("detail.weeks.map", lang, weeks=_numbers(row, lang))
        for row in rows_of(record, "survival")
    }


def whole(weeks: float) -> str:
    """Write weeks served: whole weeks that are surely over.

    Examples
    --------
    >>> whole(2.41), whole(7.9999999999), whole(0.2)
    ('2', '8', '0')
    """
    return f"{math.floor(weeks + ROUNDING):,}"


def _parted(rows: tuple[WeeksRow, ...]) -> tuple[tuple[WeeksRow, ...], tuple[WeeksRow, ...]]:
    """Keep the places whose loss is felt, or had been under today's plan; name the others."""
    felt = [row for row in rows if not row.longer or (row.today or row.weeks) < row.weeks]
    kept = felt or list(rows[:MOST])
    return tuple(kept), tuple(row for row in rows if row not in kept)


def _row(row: Mapping[str, Any], names: Names, today: float | None) -> WeeksRow:
    lang = names.lang
    region = row["kind"] == "region"
    label = names.region(row["place"]) if region else names.site(row["place"])
    told = _numbers(row, lang)
    before = "" if today is None else text("detail.weeks.tip.today", lang, weeks=whole(today))
    key = "unknown" if row["exposed"] is None else "short" if row["exposed"] else "enough"
    return WeeksRow(
        place=row["place"],
        kind="region" if region else "site",
        label=label,
        weeks=row["weeks_served"],
        longer=row["longer"],
        restart=row["weeks_to_restart"],
        short=row["exposed"],
        today=today,
        text=told,
        tip=text(f"detail.weeks.tip.{key}", lang, place=label, weeks=_served(row, lang),
                 restart=_restart(row)) + before,
    )  # fmt: skip


def _numbers(row: Mapping[str, Any], lang: Language) -> str:
    weeks = _served(row, lang)
    if row["weeks_to_restart"] is None:
        return text("detail.weeks.only", lang, weeks=weeks)
    return text("detail.weeks.of", lang, weeks=weeks, restart=_restart(row))


def _served(row: Mapping[str, Any], lang: Language) -> str:
    weeks = whole(row["weeks_served"])
    return text("detail.weeks.longer", lang, weeks=weeks) if row["longer"] else weeks


def _restart(row: Mapping[str, Any]) -> str:
    return "" if row["weeks_to_restart"] is None else f"{row['weeks_to_restart']:g}"


def _title(rows: Sequence[WeeksRow], lang: Language) -> str:
    """Say which place is worst off, or that all restart in time."""
    short = [row for row in rows if row.short]
    if short:
        worst = max(short, key=lambda row: (row.restart or 0.0) - row.weeks)
        return text("detail.weeks.title.short", lang, place=worst.label, weeks=whole(worst.weeks),
                    restart=f"{worst.restart:g}")  # fmt: skip
    if any(row.restart is None for row in rows):
        least = min(rows, key=lambda row: row.weeks)
        return text("detail.weeks.title.unknown", lang, place=least.label,
                    weeks=whole(least.weeks))  # fmt: skip
    return text("detail.weeks.title.enough", lang)


def _axis(rows: Sequence[WeeksRow], lang: Language) -> Axis:
    """Choose an axis on which restarts can be told apart, however long some bars are."""
    restarts = [row.restart for row in rows if row.restart is not None]
    longest = max(row.weeks for row in rows)
    reach = min(longest, REACH * max(restarts)) if restarts else longest
    high = max(LEAST, reach, *(1.1 * r for r in restarts)) if restarts else max(LEAST, reach)
    return axis(0.0, high, lambda value: f"{value:g}", about=4,
                title=text("detail.weeks.axis", lang))  # fmt: skip
