"""The study's China+N supply chain as a flow map or a layered diagram."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.flow.spec import VIEWS, FlowSpec
from briefing.tongue import tongue_of
from data.errors import UnknownChoice, UnknownFormat, UnwritableOutput
from plusn.flow_base import flow_base

if TYPE_CHECKING:
    from briefing.flow.words import FlowFact
    from briefing.palette import Theme
    from network.graph import SupplyNetwork

FORMATS = ("svg", "json", "graphml", "spec.json")


@dataclass(frozen=True, kw_only=True)
class SupplyFigure:
    """Hold one picture of a network, described, and the network itself."""

    spec: FlowSpec
    network: SupplyNetwork

    def svg(self, theme: Theme = "light") -> str:
        """Draw the picture as SVG."""
        from briefing.backends.flow_svg import draw  # noqa: PLC0415 - loaded when it draws

        return draw(self.spec, theme=theme)

    def text(self, form: str) -> str:
        """Write the picture (svg), the network (json, graphml) or the description (spec.json).

        Raises
        ------
        UnknownFormat
            There is no such format.
        """
        if form == "svg":
            return self.svg()
        if form == "json":
            return self.network.to_json()
        if form == "graphml":
            return self.network.to_graphml()
        if form == "spec.json":
            return self.spec.model_dump_json(indent=1)
        raise UnknownFormat(
            f"a supply chain is not written as {form!r}",
            remedy=f"Use one of: {', '.join(FORMATS)}.",
        )

    def save(self, path: str | Path) -> Path:
        """Write a file; its ending chooses the format.

        Raises
        ------
        UnknownFormat
            The ending is not one of `FORMATS`.
        UnwritableOutput
            The file cannot be written; nothing half-written stays.
        """
        target = Path(path)
        form = "spec.json" if target.name.endswith(".spec.json") else target.suffix.lstrip(".")
        content = self.text(form.lower())
        part = target.with_name(target.name + ".part")
        try:
            part.write_text(content, encoding="utf-8")
            part.replace(target)
        except OSError as problem:
            raise UnwritableOutput(
                f"cannot write {target}",
                where=problem.strerror or "",
                remedy="Choose another place.",
            ) from problem
        return target


def supply(
    view: str = "map", lang: str = "en", *, size: tuple[float, float] | None = None
) -> SupplyFigure:
    """Draw the study's China+N supply chain: roles and placements, no quantities.

    Parameters
    ----------
    view
        ``map`` or ``diagram``.
    lang
        ``en``, ``zh-Hant``, ``zh-Hans`` or two of them together, such as ``en+zh-Hant``.
    size
        Width and height in px of the room of a slide or page, without the legend; blank for those
        of a screen.

    Raises
    ------
    UnknownChoice
        There is no such view or language.
    """
    from briefing.flow.build import describe  # noqa: PLC0415 - geopandas loads slowly

    chosen = next((v for v in VIEWS if v == view), None)
    if chosen is None:
        raise UnknownChoice.of("view", view, VIEWS)
    spec = describe(network(), _facts(), flow_base(), view=chosen, lang=tongue_of(lang), size=size)
    return SupplyFigure(spec=spec, network=network())


@cache
def network() -> SupplyNetwork:
    """Build the study's network from the packaged facts."""
    from network.template import Statement, study_network  # noqa: PLC0415 - networkx loads slowly

    return study_network(
        Statement(id=row.fact_id, topic=row.topic, indicator=row.indicator, place=row.geography)
        for row in _rows()
    )


def _rows() -> list[Any]:
    from plusn.factbook import facts  # noqa: PLC0415 - pandas loads slowly

    return list(facts().itertuples())


@cache
def _facts() -> dict[str, FlowFact]:
    import pandas as pd  # noqa: PLC0415 - loads slowly

    from briefing.flow.words import FlowFact  # noqa: PLC0415 - loaded with the figure

    return {
        row.fact_id: FlowFact(
            id=row.fact_id,
            quotation=row.verbatim,
            section=row.section,
            citation=row.citation,
            value=None if pd.isna(row.value) else float(row.value),
        )
        for row in _rows()
    }
