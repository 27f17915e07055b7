"""Part 4: what the study recommends, and what it names as examples."""

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

RECOMMENDED = ("F122", "F123", "F124", "F125", "F126", "F127", "F128")
INDUSTRIES = ("F129", "F130", "F131", "F132")
PRODUCTS = ("F133", "F134", "F135", "F136")
MARKETS = ("F137", "F138", "F139", "F140", "F141", "F142")


def figures(builder: Builder) -> tuple[FigureSpec, ...]:
    """Give the figures of the part, most important first."""
    return (
        _policy(builder),
        _industries(builder),
        _brand(builder),
        _abroad(builder),
        _emerging(builder),
    )


def _policy(b: Builder) -> FigureSpec:
    items = tuple(b.item(f, second=b.words(f"policy.{f}")) for f in RECOMMENDED)
    return b.figure("policy", ListChart(items=items, numbered=True), tall=True)


def _industries(b: Builder) -> FigureSpec:
    return b.figure("industries", ListChart(items=b.items(*INDUSTRIES), across=2))


def _brand(b: Builder) -> FigureSpec:
    chart = ColumnChart(
        columns=(
            Column(title=b.words("brand.products"), items=b.items(*PRODUCTS)),
            Column(title=b.words("brand.markets"), items=b.items(*MARKETS)),
        ),
    )
    return b.figure("brand", chart, quote="F137")


def _abroad(b: Builder) -> FigureSpec:
    bars = BarChart(
        groups=(
            BarGroup(
                title=b.words("abroad.manufacturing"),
                rows=(
                    b.bar("F121"),
                    b.bar("F002").model_copy(update={"label": b.words("abroad.hong_kong")}),
                ),
            ),
        ),
    )
    return b.figure("abroad", bars, quote="F121")


def _emerging(b: Builder) -> FigureSpec:
    return b.figure("emerging", ListChart(items=b.items("F120")), quote="F120")
