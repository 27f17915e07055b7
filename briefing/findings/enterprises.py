"""Part 3: the enterprises counted, the firms asked, the services around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.findings.chart_spec import (
    BarChart,
    BarGroup,
    FigureSpec,
    ListChart,
    TableChart,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.findings.builder import Builder

PROVINCES = ("F023", "F024", "F025", "F026")
CITIES = ("F027", "F028", "F029", "F030", "F031", "F032")
SECTORS = ("F036", "F037", "F038")
EXCLUDED = ("F017", "F019", "F018", "F020")
SERVICES = (
    "F100", "F101", "F102", "F103", "F104", "F105",
    "F106", "F107", "F108", "F109", "F110", "F111",
)  # fmt: skip
# The same service as important and as "likely to be replaced".
REPLACEABLE = {"F101": "F114", "F104": "F112", "F106": "F115", "F109": "F113"}
# Two publications of the same team, two versions of the same year: both are shown, or neither.
DISPUTED = 2016
VERSIONS = ("HKI202110_102", "HKUBS2021TC")
AREAS = ("Guangdong", "GBA nine Mainland cities", "Yangtze River Delta")

Shares = tuple[tuple[str, int, float, str], ...]


def figures(builder: Builder, shares: Shares) -> tuple[FigureSpec, ...]:
    """Give the figures of the part; `shares` are (geography, year, percent, source id)."""
    return (
        _distribution(builder),
        _sectors(builder, shares),
        _services(builder),
        _firms(builder),
        _counted(builder),
        _growing(builder),
    )


def _distribution(b: Builder) -> FigureSpec:
    chart = BarChart(
        pitch=22,
        groups=(
            BarGroup(
                title=b.words("distribution.provinces"),
                rows=(
                    b.bar("F023", "F033", beside=b.words("distribution.nearly_half")),
                    *(b.bar(fact) for fact in PROVINCES[1:]),
                ),
            ),
            BarGroup(
                title=b.words("distribution.cities"), rows=tuple(b.bar(fact) for fact in CITIES)
            ),
        ),
    )
    return b.figure("distribution", chart, quote="F034", also=("F022", "F034"))


def _sectors(b: Builder, shares: Shares) -> FigureSpec:
    chart = BarChart(
        groups=(
            BarGroup(
                rows=(
                    b.bar("F035", "F039", beside=b.words("sectors.share")),
                    *(b.bar(fact) for fact in SECTORS),
                )
            ),
        ),
    )
    both = {source for _, year, _, source in shares if year == DISPUTED} >= set(VERSIONS)
    charts = (chart, _versions(b, shares)) if both else (chart,)
    return b.figure("sectors", *charts, quote="F035")


def _versions(b: Builder, shares: Shares) -> TableChart:
    by_cell: Mapping[tuple[str, str], float] = {
        (area, source): share for area, year, share, source in shares if year == DISPUTED
    }

    def cell(area: str, source: str) -> str:
        share = by_cell.get((area, source))
        return (
            b.words("versions.none")
            if share is None
            else b.words("value.approx", amount=f"{share:.1f}%")
        )

    return TableChart(
        title=b.words("versions.title"),
        head=(b.words("versions.area"), *(b.words(f"versions.{name}") for name in VERSIONS)),
        rows=tuple(
            (b.words(f"versions.area_{i}"), *(cell(area, source) for source in VERSIONS))
            for i, area in enumerate(AREAS)
        ),
        note=b.words("versions.note"),
    )


def _services(b: Builder) -> FigureSpec:
    items = tuple(
        b.item(fact, REPLACEABLE[fact]) if fact in REPLACEABLE else b.item(fact)
        for fact in SERVICES
    )
    chart = ListChart(items=items, across=2, key=b.words("chain.key"))
    return b.figure("services", chart, quote="F112")


def _firms(b: Builder) -> FigureSpec:
    bars = BarChart(groups=(BarGroup(rows=(b.bar("F041"), b.bar("F042"))),))
    about = ListChart(title=b.words("firms.about"), items=b.items("F040", "F043", "F044", "F045"))
    return b.figure("firms", bars, about, quote="F041")


def _counted(b: Builder) -> FigureSpec:
    bars = BarChart(
        groups=(
            BarGroup(rows=(b.bar("F016"),)),
            BarGroup(
                title=b.words("counted.of_which"), rows=tuple(b.bar(fact) for fact in EXCLUDED)
            ),
        ),
    )
    return b.figure("counted", bars, quote="F016", also=("F021",))


def _growing(b: Builder) -> FigureSpec:
    fields = ListChart(title=b.words("growing.fields"), items=b.items("F011", "F012"))
    watched = ListChart(
        title=b.words("growing.watched"), items=(b.item("F010", second=b.value("F010")),)
    )
    return b.figure("growing", fields, watched, quote="F012")
