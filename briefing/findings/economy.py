"""Part 1: what industry contributes, where it sells, why South-East Asia, what sits where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.findings.chart_spec import (
    BarChart,
    BarGroup,
    Column,
    ColumnChart,
    FigureSpec,
)
from geo.survey import answers, consistent_bases

if TYPE_CHECKING:
    from briefing.findings.builder import Builder

MOTIVES = ("F079", "F080", "F081")
CHALLENGES = ("F082", "F083", "F084", "F085", "F087")
MARKETS = (("F046", "F047", "up"), ("F048", "F049", "down"), ("F050", "F051", "up"))
OUTSIDE = ("F065", "F066", "F067", "F068", "F069", "F070", "F071")
INSIDE = ("F072", "F073", "F074", "F075", "F076", "F077", "F078")
# The same service as placed along the chain and as "likely to be replaced".
REPLACEABLE = {"F067": "F114", "F068": "F115", "F070": "F112", "F075": "F113"}


def figures(builder: Builder) -> tuple[FigureSpec, ...]:
    """Give the figures of the part, most important first."""
    return (_contribution(builder), _markets(builder), _south_east_asia(builder), _chain(builder))


def _contribution(b: Builder) -> FigureSpec:
    value_added = b.words("gdp.value_added", amount=b.value("F006"))
    chart = BarChart(
        pitch=22,
        groups=(
            BarGroup(
                rows=(
                    b.bar("F001", "F006", beside=value_added),
                    b.bar("F004", "F008", minor=True, beside=b.value("F008")),
                    b.bar("F005", "F007", minor=True, beside=b.value("F007")),
                    b.bar("F002", "F009", minor=True, beside=b.value("F009")),
                    b.bar("F003", minor=True),
                )
            ),
            BarGroup(rows=(b.bar("F013", "F014", "F015", beside=b.words("gdp.services_added")),)),
        ),
    )
    return b.figure("gdp", chart, quote="F013")


def _markets(b: Builder) -> FigureSpec:
    rows = tuple(
        b.bar(share, change).model_copy(update={"change": b.value(change), "direction": direction})
        for share, change, direction in MARKETS
    )
    chart = BarChart(groups=(BarGroup(rows=rows),), pitch=34, change_title=b.words("markets.since"))
    return b.figure("markets", chart, quote="F046")


def _south_east_asia(b: Builder) -> FigureSpec:
    challenges = (
        b.bar("F082"),
        b.bar("F083"),
        b.bar("F084"),
        b.bar("F085", "F086"),
        b.bar("F087", "F088"),
    )
    chart = BarChart(
        groups=(
            BarGroup(title=b.words("sea.why"), rows=tuple(b.bar(fact) for fact in MOTIVES)),
            BarGroup(title=b.words("sea.hard"), rows=challenges),
        ),
    )
    return b.figure("sea", chart, caution=_caution(b))


def _caution(b: Builder) -> str:
    """Say how many firms may stand behind the percentages: worked out, not published."""
    motives = [b.facts[fact].amount for fact in MOTIVES]
    challenges = [b.facts[fact].amount for fact in CHALLENGES]
    base, other = consistent_bases(motives), consistent_bases(challenges)
    comma = text("common.list.comma", b.language)
    return b.words(
        "sea.caution",
        base=base[0],
        bases=comma.join(map(str, base[1:])),
        counts=comma.join(str(answers(share, base[0])) for share in motives),
        other=other[0],
        others=comma.join(map(str, other[1:])),
        other_counts=comma.join(str(answers(share, other[0])) for share in challenges),
        point=f"{100 / base[0]:.1f}",
    )


def _chain(b: Builder) -> FigureSpec:
    def column(name: str, facts: tuple[str, ...], *, strong: bool) -> Column:
        items = tuple(
            b.item(fact, REPLACEABLE[fact]) if fact in REPLACEABLE else b.item(fact)
            for fact in facts
        )
        return Column(
            title=b.words(f"chain.{name}"),
            subtitle=b.words(f"chain.{name}_note"),
            strong=strong,
            items=items,
        )

    chart = ColumnChart(
        columns=(
            column("outside", OUTSIDE, strong=False),
            column("inside", INSIDE, strong=True),
        ),
        arrow=True,
        key=b.words("chain.key"),
    )
    return b.figure("chain", chart, quote="F072")
