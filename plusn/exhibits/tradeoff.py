"""The trade-off as an exhibit: what less of something else costs, plan by plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from briefing.catalogue import text
from briefing.exhibit import Chart, Column, Exhibit, Record, Series, Table
from briefing.firm.palette import tokens
from briefing.firm.tradeoff import describe_tradeoff
from briefing.fitting import grown, in_room
from briefing.pairing import in_tongue
from briefing.spec import Colour
from plusn.exhibits.drawing import Drawn
from plusn.exhibits.firm_case import Under, answer, case_of, day_of, names_in
from plusn.exhibits.firm_words import firm_exhibit, known_in_words

if TYPE_CHECKING:
    from briefing.exhibit import Picture, Room
    from briefing.firm.tradeoff import TradeoffSpec
    from briefing.palette import Theme
    from briefing.spec import Language

Against = Literal["lead_time_max_days", "region_share_max", "outside_share_min", "carbon_max_t"]
LEAST_PLOT = 110.0


class Asked(Under):
    """What is limited ever more, in how many points; `anchor` is the territory that counts."""

    against: Against = "lead_time_max_days"
    points: Annotated[int, Field(ge=2, le=20)] = 7
    anchor: str = ""


def show(asked: Asked, tongue: str) -> Drawn:
    """Make the trade-off for any document."""
    case = case_of(asked)
    args: dict[str, Any] = {**asked.under, "against": asked.against, "anchor": asked.anchor}
    if asked.points != Asked().points:
        args["points"] = asked.points
    record = answer("tradeoff", case, args)
    names = names_in(case)

    def spec(lang: Language) -> TradeoffSpec:
        return without_clicks(describe_tradeoff(record, names(lang)), lang)

    whole = in_tongue(spec, tongue)

    def draw(room: Room, theme: Theme) -> tuple[Picture, ...]:
        from briefing.backends.firm_tradeoff_svg import HEIGHT  # noqa: PLC0415 - who draws waits
        from briefing.backends.firm_tradeoff_svg import draw as drawn  # noqa: PLC0415

        def sized(width: float, height: float) -> str:
            def plot(high: float) -> str:
                return drawn(whole, theme=theme, width=width, high=high)

            return grown(plot, HEIGHT, height, LEAST_PLOT)

        return in_room(sized, room)

    def exhibit(lang: Language) -> Exhibit:
        return exhibit_of(spec(lang), str(record["currency"]), lang, asked.run_date or day_of(case))

    return Drawn(exhibit=in_tongue(exhibit, tongue), draw=draw)


def without_clicks(spec: TradeoffSpec, lang: Language) -> TradeoffSpec:
    """Say in the legend what the points are, not what a click on them does."""
    first, other = (text(f"exhibit.tradeoff.{sign}", lang) for sign in ("cheapest", "other"))
    return spec.model_copy(update={"legend": (first, other, spec.legend[2])})


def exhibit_of(spec: TradeoffSpec, money: str, lang: Language, as_of: str) -> Exhibit:
    """Give the words and numbers of a trade-off."""
    return firm_exhibit(
        "tradeoff",
        spec,
        lang,
        as_of=as_of,
        caution=spec.caution,
        notes=spec.notes,
        sentences=(*(point.text for point in spec.points), *spec.lacking),
        tables=_table(spec, lang),
        charts=_charts(spec),
        records=(_record(spec, money, lang),),
    )


def _table(spec: TradeoffSpec, lang: Language) -> tuple[Table, ...]:
    heads = (
        Column(head="#"),
        Column(head=text("exhibit.tradeoff.plan", lang)),
        Column(head=spec.x.title, number=True),
        Column(head=spec.y.title, number=True),
    )
    rows = tuple((p.numbers, p.label, *p.texts) for p in spec.points)
    strong = tuple(at for at, point in enumerate(spec.points) if point.current)
    return (Table(columns=heads, rows=rows, strong=strong),) if rows else ()


def _charts(spec: TradeoffSpec) -> tuple[Chart, ...]:
    """Give the plans as points: one series each, in the unit of the record."""
    if not spec.points:
        return ()
    ink, blank = (
        Colour(light=tokens("light")[name], dark=tokens("dark")[name])
        for name in ("ink", "background")
    )
    return (
        Chart(
            kind="points",
            across=tuple(point.cost for point in spec.points),
            series=tuple(
                Series(
                    name=f"{point.numbers} {point.label}",
                    values=tuple(p.measure if p is point else None for p in spec.points),
                    labels=tuple(p.numbers if p is point else "" for p in spec.points),
                    colours=(ink if point.current else blank,),
                    outlined=True,
                )
                for point in spec.points
            ),
            unit=spec.y.title,
            across_unit=spec.x.title,
        ),
    )


def _record(spec: TradeoffSpec, money: str, lang: Language) -> Record:
    known = known_in_words(spec, lang)
    return Record(
        title=spec.subtitle,
        heads=("point", "plan", "limit", f"cost_{money}", spec.against, "dominated",
               "how_we_know_it"),
        rows=tuple(
            (p.numbers, p.label, p.limit, p.cost, p.measure, "yes" if p.dominated else "no", known)
            for p in spec.points
        ),
    )  # fmt: skip
