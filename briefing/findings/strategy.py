"""Part 2: R&D, strategy and trends, production in Hong Kong, the roles of China+N."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.findings.chart_spec import (
    BarChart,
    BarGroup,
    Column,
    ColumnChart,
    FigureSpec,
    ListChart,
)

if TYPE_CHECKING:
    from briefing.findings.builder import Builder

DIFFICULTIES = ("F092", "F093", "F094", "F095", "F096", "F097", "F098", "F099")


def figures(builder: Builder) -> tuple[FigureSpec, ...]:
    """Give the figures of the part, most important first."""
    return (_strategy(builder), _research(builder), _roles(builder), _production(builder))


def _strategy(b: Builder) -> FigureSpec:
    bars = BarChart(
        groups=(
            BarGroup(title=b.words("strategy.scale"), rows=(b.bar("F056"), b.bar("F057"))),
            BarGroup(title=b.words("strategy.growth"), rows=(b.bar("F062"), b.bar("F061"))),
        ),
    )
    challenges = ListChart(
        title=b.words("strategy.challenges"), items=b.items("F058", "F059", "F060")
    )
    return b.figure("strategy", bars, challenges, quote="F061")


def _research(b: Builder) -> FigureSpec:
    bars = BarChart(
        groups=(
            BarGroup(title=b.words("research.share"), rows=(b.bar("F053"), b.bar("F052"))),
            BarGroup(title=b.words("research.change"), rows=(b.bar("F054"), b.bar("F055"))),
        ),
    )
    places = ListChart(title=b.words("research.places"), items=b.items("F063", "F064"))
    return b.figure("research", bars, places, quote="F054")


def _roles(b: Builder) -> FigureSpec:
    def column(name: str, fact: str, *, strong: bool) -> Column:
        rest = tuple(
            b.item(fact).model_copy(update={"label": b.words(f"roles.{name}_{i}")}) for i in (1, 2)
        )
        return Column(
            title=b.words(f"roles.{name}"),
            subtitle=b.words(f"roles.{name}_role"),
            strong=strong,
            items=rest,
        )

    chart = ColumnChart(
        columns=(
            column("hong_kong", "F117", strong=True),
            column("mainland", "F118", strong=False),
            column("south_east_asia", "F119", strong=False),
        ),
    )
    remitted = ListChart(title=b.words("roles.remitted"), items=b.items("F116"))
    return b.figure("roles", chart, remitted, quote="F117")


def _production(b: Builder) -> FigureSpec:
    bars = BarChart(
        groups=(
            BarGroup(rows=(b.bar("F089"), b.bar("F091"))),
            BarGroup(title=b.words("production.of_those"), rows=(b.bar("F090"),)),
        ),
    )
    difficulties = ListChart(
        title=b.words("production.difficulties"), items=b.items(*DIFFICULTIES), across=2
    )
    return b.figure("production", bars, difficulties, quote="F089")
