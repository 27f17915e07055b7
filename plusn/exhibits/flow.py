"""A firm's plan as an exhibit: a flow map, or a layered diagram of the same goods."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefing.catalogue import text
from briefing.exhibit import Column, Exhibit, Record, Table
from briefing.firm.frame import Standing
from briefing.fitting import many_in_room, shrunk
from briefing.flow.firm.spec import Measure, View  # noqa: TC001 - pydantic reads them
from briefing.pairing import in_tongue
from plusn.exhibits.drawing import Drawn
from plusn.exhibits.firm_case import Under, answer, case_of, day_of
from plusn.exhibits.firm_words import firm_exhibit, known_in_words
from plusn.firm_flow import firm_flow

if TYPE_CHECKING:
    from briefing.exhibit import Picture, Room
    from briefing.flow.firm.spec import FirmFlowSpec, LaneRow, SiteRow
    from briefing.palette import Theme
    from briefing.spec import Language

MOST_ROWS = 14
KEPT = 12
NUMBERS = ("quantity", "cost", "duty", "days", "carbon")


class Asked(Under):
    """How a plan is shown, and what widths stand for."""

    view: View = "map"
    measure: Measure = "quantity"


def show(asked: Asked, tongue: str) -> Drawn:
    """Make the flows of a plan for any document."""
    case = case_of(asked)
    record = answer("run", case, asked.under)

    @lru_cache(maxsize=KEPT)
    def spec(lang: str, size: tuple[float, float] | None = None) -> FirmFlowSpec:
        return firm_flow(record, case, view=asked.view, measure=asked.measure, lang=lang, size=size)

    def draw(room: Room, theme: Theme) -> tuple[Picture, ...]:
        from briefing.backends.firm_flow_svg import draw as drawn  # noqa: PLC0415 - who draws waits

        def sized(width: float, height: float) -> tuple[str, ...]:
            def parts(room: float) -> tuple[str, ...]:
                whole = spec(tongue, (width, room))
                return tuple(drawn(part, theme=theme, only=True) for part in parted(whole))

            return shrunk(parts, height)

        return many_in_room(sized, room)

    def exhibit(lang: Language) -> Exhibit:
        return exhibit_of(spec(lang), record, lang, asked.run_date or day_of(case))

    return Drawn(exhibit=in_tongue(exhibit, tongue), draw=draw)


def parted(spec: FirmFlowSpec) -> tuple[FirmFlowSpec, ...]:
    """Give the panes that stand below one another each a figure of its own."""
    panes, whole = spec.wide.panes, spec.wide
    if len({pane.box.y for pane in panes}) == 1 or panes[-1].box.y < panes[0].box.height:
        return (spec,)
    layouts = (whole.model_copy(update={"panes": (pane,)}) for pane in panes)
    return tuple(spec.model_copy(update={"wide": layout}) for layout in layouts)


def exhibit_of(spec: FirmFlowSpec, record: dict[str, Any], lang: Language, as_of: str) -> Exhibit:
    """Give the words and numbers of a flow figure."""
    goods = sorted(
        (lane for lane in spec.lanes if lane.kind == "goods"),
        key=lambda lane: (-(lane.quantity or 0.0), lane.id),
    )
    boundaries = text("firmflow.note.boundaries", lang)
    open_sites = [row for row in spec.sites if row.open and row.made]
    return firm_exhibit(
        "flow",
        spec,
        lang,
        as_of=as_of or spec.as_of,
        caution=Standing.of(record).caution(lang),
        sentences=tuple(row.aria for row in open_sites),
        tables=(_lanes(goods, spec, lang),),
        records=(_lane_record(spec, lang), _site_record(spec, lang)),
        notes=tuple(note for note in spec.notes if note == boundaries),
        rests_on=tuple(note for note in spec.notes if note != boundaries),
    )


def _lanes(goods: list[LaneRow], spec: FirmFlowSpec, lang: Language) -> Table:
    shown = goods[:MOST_ROWS]
    named = [key for key in NUMBERS if any(lane.texts.get(key) for lane in shown)]
    left = len(goods) - len(shown)
    heads = (
        Column(head=text("exhibit.flow.lane", lang)),
        Column(head=text("exhibit.flow.origin", lang)),
        *(
            Column(head=text(f"exhibit.flow.{key}", lang, money=spec.currency), number=True)
            for key in named
        ),
    )
    return Table(
        columns=heads,
        rows=tuple(
            (
                lane.name,
                spec.groups.get(lane.group, ""),
                *(lane.texts.get(key, "") for key in named),
            )
            for lane in shown
        ),
        rest=text("exhibit.flow.rest", lang, count=left) if left else "",
    )


def _lane_record(spec: FirmFlowSpec, lang: Language) -> Record:
    known = known_in_words(spec, lang)

    def row(lane: LaneRow) -> tuple[str | float | None, ...]:
        numbers = (lane.quantity, lane.cost, lane.duty, lane.days, lane.carbon)
        return (lane.id, lane.kind, lane.tail, lane.head, lane.mode, lane.product, lane.origin,
                *numbers, known)  # fmt: skip

    return Record(
        title=text("exhibit.flow.lanes", lang),
        heads=("id", "kind", "from", "to", "mode", "product", "origin", "units_a_week",
               f"cost_{spec.currency}", f"duty_{spec.currency}", "days", "carbon_kg",
               "how_we_know_it"),
        rows=tuple(row(lane) for lane in spec.lanes),
    )  # fmt: skip


def _site_record(spec: FirmFlowSpec, lang: Language) -> Record:
    known = known_in_words(spec, lang)

    def row(site: SiteRow) -> tuple[str | float | None, ...]:
        return (site.facility, site.shape, site.name, "yes" if site.open else "no", site.made,
                site.able, site.in_use, site.sent, site.received, known)  # fmt: skip

    return Record(
        title=text("exhibit.flow.sites", lang),
        heads=("id", "role", "name", "open", "made_a_week", "able_a_week", "in_use", "sent_a_week",
               "received_a_week", "how_we_know_it"),
        rows=tuple(row(site) for site in spec.sites),
    )  # fmt: skip
