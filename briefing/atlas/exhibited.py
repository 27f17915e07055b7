"""A map's words, numbers and sources as every document takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.atlas.scale import STATISTICS, measured_text
from briefing.catalogue import text
from briefing.exhibit import Chart, Column, Exhibit, Record, Series, Table
from briefing.pairing import lines, said_in
from briefing.palette import token
from briefing.tongue import spoken
from data.codes import Level, RegionKey

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.atlas.material import Material
    from briefing.spec import Bar, MapSpec, Mark, Tongue

MOST_ROWS = 60
MOST_BARS = 12
HEADS = (
    "level", "code", "name", "standing", "value", "low", "high", "low_certain", "high_certain",
    "unit", "known", "sources",
)  # fmt: skip
WIDEST = "430000"  # Hunan: asked about first, where it is known by a range


def exhibit_of(spec: MapSpec, material: Material, *, name: str) -> Exhibit:
    """Take a map's words for documents.

    Parameters
    ----------
    spec
        The map, in one language or two.
    material
        Its numbers and geography.
    name
        Of the figure.
    """
    asked = _asked(spec)

    def named(mark: Mark) -> str:
        key = RegionKey(Level(mark.level), mark.code)
        return material.name(key, spec.lang, alone=spec.within is None)

    why = next((aside.text for aside in spec.asides if aside.text and not aside.number), "")
    return Exhibit(
        name=name,
        lang=spec.lang,
        title=spec.title,
        subtitle=spec.subtitle,
        boxed=_boxed(spec, shipped=material.shipped),
        key_figures=spec.key_figures,
        sentences=_sentences(spec, named),
        tables=(interval_table(spec),),
        charts=_charts(spec),
        records=(record(spec),),
        premise=why,
        question=_told("sheet.question", spec.lang, name=named(asked)) if asked else "",
        answer=asked.because if asked else "",
        credits=spec.credits,
        notes=spec.notes,
        as_of=spec.as_of,
        caption=spec.caption,
        alt=spec.alt,
        digest=spec.digest,
    )


def _told(key: str, tongue: Tongue, **values: object) -> str:
    """Write a sentence; of a pair, one in each language on lines of their own."""
    said = [
        text(key, one, **{name: said_in(value, one) for name, value in values.items()})
        for one in spoken(tongue)
    ]
    return said[0] if len(said) == 1 else lines(*said)


def _boxed(spec: MapSpec, *, shipped: bool) -> tuple[str, ...]:
    found = [_told("sheet.sample", spec.lang)] if shipped else []
    if any(mark.standing == "estimated" for mark in spec.regions):
        found.append(_told("sheet.estimate", spec.lang))
    return tuple(found)


def _sentences(spec: MapSpec, named: Callable[[Mark], str]) -> tuple[str, ...]:
    """Say what the numbers say: the largest, those together, those known by a range."""
    found = []
    valued = sorted(
        (m for m in spec.regions if m.value is not None), key=lambda m: -(m.value or 0.0)
    )
    plain = spec.measure not in STATISTICS | {"rank", "difference", "ratio"}
    if plain and len(valued) > 1 and valued[0].value != valued[1].value:
        found.append(
            _told("sheet.said.most", spec.lang, name=named(valued[0]), number=valued[0].text)
        )
    rest = next((bar for bar in _bars(spec) if bar.grey), None)
    ranges = [mark for mark in spec.regions if mark.standing == "bounded"]
    if rest is not None and spec.measure == "count":
        found.append(_told("sheet.said.rest", spec.lang, count=len(ranges), number=rest.text))
    elif ranges:
        key = "sheet.said.range" if len(ranges) == 1 else "sheet.said.ranges"
        found.append(_told(key, spec.lang, count=len(ranges)))
    return tuple(found)


def _asked(spec: MapSpec) -> Mark | None:
    """Choose the place whose range an audience asks about."""
    ranged = [m for m in spec.regions if m.standing == "bounded" and m.because]
    return next((m for m in ranged if m.code == WIDEST), ranged[0] if ranged else None)


def _bars(spec: MapSpec) -> Sequence[Bar]:
    return spec.tables[0].bars if spec.tables else ()


def interval_table(spec: MapSpec, most: int = MOST_ROWS) -> Table:
    """List names, least and most, and how we know: the largest first, then ranges."""
    rows = sorted(spec.regions, key=_order)
    told = rows[:most]
    heads = ("name", "least", "most", "known")
    return Table(
        title=spec.tables[0].title if spec.tables else "",
        columns=tuple(
            Column(head=text(f"sheet.head.{head}", spec.lang), number=head in {"least", "most"})
            for head in heads
        ),
        rows=tuple(_row(mark, spec) for mark in told),
        rest=_rest(len(rows) - len(told), spec.lang),
    )


def _order(mark: Mark) -> tuple[bool, bool, float]:
    number = mark.value if mark.value is not None else mark.high
    return mark.value is None, mark.high is None, -(number or 0.0)


def _row(mark: Mark, spec: MapSpec) -> tuple[str, ...]:
    ends = [measured_text(spec.measure, end, end, spec.lang) for end in (mark.low, mark.high)]
    return (mark.label, *(end or "–" for end in ends), mark.known)


def _rest(count: int, tongue: Tongue) -> str:
    if count <= 0:
        return ""
    return _told("sheet.rest.one" if count == 1 else "sheet.rest", tongue, count=count)


def _charts(spec: MapSpec) -> tuple[Chart, ...]:
    """Give interval bars: what is known for certain solid, the rest of a range outlined."""
    bars = _bars(spec)[:MOST_BARS]
    if not bars or spec.measure in STATISTICS:
        return ()
    solid = Series(
        name=text("sheet.head.least", spec.lang),
        values=tuple(bar.low for bar in bars),
        labels=tuple(bar.text for bar in bars),
        colours=tuple(bar.fill or token("rest") for bar in bars),
    )
    open_ = Series(
        name=text("sheet.head.range", spec.lang),
        values=tuple(bar.high - bar.low for bar in bars),
        colours=(token("land"),),
        outlined=True,
    )
    ranged = any(bar.high > bar.low for bar in bars)
    return (
        Chart(
            kind="stacked_bars",
            categories=tuple(bar.name for bar in bars),
            series=(solid, open_) if ranged else (solid,),
            unit=spec.legend.title,
        ),
    )


def record(spec: MapSpec) -> Record:
    """Give the numbers exactly as they are drawn."""
    return Record(
        title=spec.title.partition("\n")[0],
        heads=HEADS,
        rows=tuple(
            (
                mark.level, mark.code, mark.label, mark.standing, mark.value, mark.low, mark.high,
                mark.low_certain, mark.high_certain, spec.unit, mark.known,
                " · ".join(mark.sources),
            )
            for mark in spec.regions
        ),
    )  # fmt: skip
