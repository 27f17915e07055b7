"""The findings of the study: every published figure as a chart or table with its quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.findings import economy, enterprises, recommendations, strategy
from briefing.findings.builder import Builder
from briefing.findings.chart_spec import PARTS, FigureSpec, PartCode, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.findings.enterprises import Shares
    from briefing.findings.facts import Fact
    from briefing.spec import Language

__all__ = ["PARTS", "Sheet", "sheet"]


def sheet(
    part: PartCode, facts: Mapping[str, Fact], language: Language, *, shares: Shares = ()
) -> Sheet:
    """Describe the figures of one part in one language.

    Parameters
    ----------
    part
        One of `PARTS`.
    facts
        All facts of the study, keyed by id (`briefing.findings.facts.from_rows`).
    language
        Language of every word but the quotations, which stay in the study's English.
    shares
        Shares of enterprises in earlier years: (geography, year, percent, source id).

    Raises
    ------
    KeyError
        A fact that a figure needs is missing: the packaged table is not the one we know.
    """
    builder = Builder(facts, language)
    return Sheet(
        part=part,
        lang=language,
        title=builder.words("title"),
        figures=_figures(part, builder, shares),
        credits=(builder.words("credit"), builder.words("credit_firms")),
    )


def _figures(part: PartCode, builder: Builder, shares: Shares) -> tuple[FigureSpec, ...]:
    match part:
        case "economy":
            return economy.figures(builder)
        case "strategy":
            return strategy.figures(builder)
        case "enterprises":
            return enterprises.figures(builder, shares)
        case "recommendations":
            return recommendations.figures(builder)
