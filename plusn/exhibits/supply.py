"""The study's supply chain as an exhibit: roles and placements, no quantities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.exhibit import Column, Exhibit, Record, Table
from briefing.fitting import many_in_room, shrunk
from briefing.flow.spec import FlowLayout, View
from briefing.pairing import in_tongue
from briefing.spec import Part
from plusn.exhibits.drawing import Drawn
from plusn.supply_chain import supply

if TYPE_CHECKING:
    from briefing.exhibit import Picture, Room
    from briefing.flow.spec import FlowSpec
    from briefing.palette import Theme
    from briefing.spec import Language


class Asked(Part):
    """Arguments of the supply chain, as those of `plusn.supply`."""

    view: View = "map"


def show(asked: Asked, tongue: str) -> Drawn:
    """Make the supply chain for any document."""

    def exhibit(lang: Language) -> Exhibit:
        return exhibit_of(supply(asked.view, lang).spec, lang)

    def draw(room: Room, theme: Theme) -> tuple[Picture, ...]:
        from briefing.backends.flow_svg import draw as drawn  # noqa: PLC0415 - only who draws waits

        def sized(width: float, height: float) -> tuple[str, ...]:
            def high(room: float) -> tuple[str, ...]:
                spec = supply(asked.view, tongue, size=(width, room)).spec
                return tuple(drawn(part, theme=theme, only=True) for part in parted(spec))

            return shrunk(high, height)

        return many_in_room(sized, room)

    return Drawn(exhibit=in_tongue(exhibit, tongue), draw=draw)


def parted(spec: FlowSpec) -> tuple[FlowSpec, ...]:
    """Give the panes that stand below one another each a figure of its own."""
    panes = spec.wide.panes
    if panes[-1].box.y < panes[0].box.height:
        return (spec,)
    layouts = (
        FlowLayout(width=spec.wide.width, height=pane.box.height, panes=(pane,)) for pane in panes
    )
    return tuple(spec.model_copy(update={"wide": layout}) for layout in layouts)


def exhibit_of(spec: FlowSpec, lang: Language) -> Exhibit:
    """Give the words of a picture of the study's network."""
    boundaries = text("supply.note.boundaries", lang)
    heads = (
        text("exhibit.supply.head.place", lang),
        text("exhibit.supply.head.role", lang),
        text("exhibit.supply.head.known", lang),
    )
    ends = (text("exhibit.supply.head.link", lang), text("exhibit.supply.head.says", lang))
    return Exhibit(
        name="supply",
        lang=lang,
        title=spec.title,
        subtitle=spec.subtitle,
        boxed=(spec.notice,),
        sentences=tuple(place.known for place in spec.places if place.kind != "market"),
        tables=(
            Table(
                title=text("exhibit.supply.places", lang),
                columns=tuple(Column(head=head) for head in heads),
                rows=tuple((row.name, row.role, row.short) for row in spec.places),
            ),
            Table(
                title=text("exhibit.supply.links", lang),
                columns=tuple(Column(head=head) for head in ends),
                rows=tuple((row.name, row.says) for row in spec.lines),
            ),
        ),
        records=(
            _places(spec, text("exhibit.supply.places", lang)),
            _links(spec, text("exhibit.supply.links", lang)),
        ),
        premise=text("exhibit.joint", lang).join(
            (
                text("exhibit.supply.premise", lang),
                *(note for note in spec.notes if note != boundaries),
            )
        ),
        question=text("exhibit.supply.question", lang),
        answer=text("exhibit.supply.answer", lang),
        credits=spec.credits,
        notes=tuple(note for note in spec.notes if note == boundaries),
        as_of=spec.as_of,
        caption=text("exhibit.caption", lang, title=spec.title, told=spec.subtitle),
        alt=spec.alt,
        digest=spec.digest,
    )


def _places(spec: FlowSpec, title: str) -> Record:
    return Record(
        title=title,
        heads=("id", "name", "role", "how_we_know_it", "facts"),
        rows=tuple(
            (p.id, p.name, p.role, p.known, " ".join(f for s in p.statements for f in s.facts))
            for p in spec.places
        ),
    )


def _links(spec: FlowSpec, title: str) -> Record:
    return Record(
        title=title,
        heads=("id", "from", "to", "says", "facts"),
        rows=tuple(
            (
                line.id, " ".join(line.tails), " ".join(line.heads), line.says,
                " ".join(f for s in line.statements for f in s.facts),
            )
            for line in spec.lines
        ),
    )  # fmt: skip
