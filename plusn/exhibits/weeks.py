"""The strip of weeks as an exhibit: how long deliveries go on without each place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from briefing.catalogue import text
from briefing.exhibit import Chart, Column, Exhibit, Record, Series, Table
from briefing.firm.palette import tokens
from briefing.firm.weeks import describe_weeks
from briefing.fitting import many_in_room, shared_out
from briefing.pairing import in_tongue
from briefing.spec import Colour
from plusn.exhibits.drawing import Drawn
from plusn.exhibits.firm_case import Under, answer, case_of, day_of, names_in, scenario_among
from plusn.exhibits.firm_words import firm_exhibit, known_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.exhibit import Picture, Room
    from briefing.firm.weeks import WeeksRow, WeeksSpec
    from briefing.palette import Theme
    from briefing.spec import Language


class Asked(Under):
    """Which place is down, how much of it is left; `beside` is the scenario whose weeks are ticks.

    Without a place, every region and site in turn.
    """

    site: str = ""
    region: str = ""
    available: Annotated[float, Field(ge=0, le=1)] = 0.0
    served: Literal["all", "most", "service-level"] = "all"
    beside: str = ""


def show(asked: Asked, tongue: str) -> Drawn:
    """Make the strip for any document.

    Raises
    ------
    UnknownChoice
        The case has no such scenario, site or region.
    """
    case = case_of(asked)
    args: dict[str, Any] = {**asked.under, "site": asked.site, "region": asked.region}
    if asked.available:
        args["available"] = asked.available
    if asked.served != "all":
        args["served"] = asked.served
    record = answer("survive", case, args)
    today = None
    if asked.beside:
        today = answer("survive", case, {**args, "scenario": scenario_among(case, asked.beside)})
    names = names_in(case)

    def spec(lang: Language) -> WeeksSpec:
        found = describe_weeks(record, names(lang), today=today)
        restart = text("exhibit.weeks.restart", lang)
        return found.model_copy(update={"legend": (restart, *found.legend[1:])})

    whole = in_tongue(spec, tongue)

    def draw(room: Room, theme: Theme) -> tuple[Picture, ...]:
        return many_in_room(lambda width, height: sheets(whole, theme, width, height), room)

    def exhibit(lang: Language) -> Exhibit:
        return exhibit_of(spec(lang), lang, asked.run_date or day_of(case))

    return Drawn(exhibit=in_tongue(exhibit, tongue), draw=draw)


def sheets(spec: WeeksSpec, theme: Theme, width: float, height: float) -> Sequence[str]:
    """Draw the strip on as few sheets as hold it."""
    from briefing.backends.firm_weeks_svg import draw  # noqa: PLC0415 - only who draws waits

    def some(rows: tuple[WeeksRow, ...]) -> str:
        return draw(spec.model_copy(update={"rows": rows}), theme=theme, width=width)

    return shared_out(spec.rows, some, height)


def exhibit_of(spec: WeeksSpec, lang: Language, as_of: str) -> Exhibit:
    """Give the words and numbers of a strip."""
    place = text("exhibit.weeks.place", lang)
    heads = (Column(head=place), Column(head=spec.axis.title, number=True))
    return firm_exhibit(
        "weeks",
        spec,
        lang,
        as_of=as_of,
        caution=spec.caution,
        sentences=(*(row.tip for row in spec.rows), *spec.notes),
        tables=(
            Table(
                columns=heads,
                rows=tuple((row.label, row.text) for row in spec.rows),
                strong=tuple(at for at, row in enumerate(spec.rows) if row.short),
            ),
        ),
        charts=(_chart(spec),),
        records=(_record(spec, lang),),
    )


def _chart(spec: WeeksSpec) -> Chart:
    rest, alert = (
        Colour(light=tokens("light")[name], dark=tokens("dark")[name]) for name in ("rest", "alert")
    )
    return Chart(
        kind="bars",
        categories=tuple(row.label for row in spec.rows),
        series=(
            Series(
                name=spec.axis.title,
                values=tuple(min(row.weeks, spec.axis.high) for row in spec.rows),
                labels=tuple(row.text for row in spec.rows),
                colours=tuple(alert if row.short else rest for row in spec.rows),
            ),
        ),
        unit=spec.axis.title,
    )


def _record(spec: WeeksSpec, lang: Language) -> Record:
    known = known_in_words(spec, lang)
    return Record(
        title=spec.axis.title,
        heads=("place_id", "kind", "place", "weeks_delivered", "at_least", "weeks_to_restart",
               "weeks_today", "how_we_know_it"),
        rows=tuple(
            (r.place, r.kind, r.label, r.weeks, "yes" if r.longer else "no", r.restart, r.today,
             known)
            for r in spec.rows
        ),
    )  # fmt: skip
