"""A firm's plan as a flow map or a layered diagram."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.flow.firm.spec import MEASURES, VIEWS
from briefing.tongue import tongue_of
from data.errors import UnknownChoice, UnknownFormat, UnwritableOutput
from plusn.flow_base import flow_base

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.flow.firm.spec import FirmFlowSpec
    from briefing.palette import Theme
    from network.case import Case

Place = tuple[float, float]
THEMES: tuple[Theme, ...] = ("light", "dark", "mono")
OVER_WATER = frozenset({"sea", "ship", "ocean"})


def firm_flow(
    record: dict[str, Any],
    case: Case,
    *,
    view: str = "map",
    measure: str = "quantity",
    lang: str = "en",
    weeks: Mapping[str, str] | None = None,
    like: FirmFlowSpec | None = None,
    size: tuple[float, float] | None = None,
) -> FirmFlowSpec:
    """Describe a plan of a firm.

    Parameters
    ----------
    record
        What ``plusn scenario run CASE --json`` prints.
    case
        The case it answers.
    view
        ``map`` or ``diagram``.
    measure
        What widths stand for: ``quantity``, ``cost``, ``duty``, ``lead_time`` (widths stay
        quantities, numbers are days) or ``carbon``.
    lang
        ``en``, ``zh-Hant``, ``zh-Hans`` or two of them together, such as ``en+zh-Hant``.
    weeks
        Facility → words beside it on the map.
    like
        Another figure whose frame and scale of widths are to be kept, to compare the two.
    size
        Width and height in px of the room of a slide or page, without the legend.

    Raises
    ------
    UnknownChoice
        There is no such view, measure or language.
    """
    from briefing.flow.firm.build import describe  # noqa: PLC0415 - shapely loads slowly

    chosen = next((known for known in VIEWS if known == view), None)
    shown = next((known for known in MEASURES if known == measure), None)
    if chosen is None:
        raise UnknownChoice.of("view", view, VIEWS)
    if shown is None:
        raise UnknownChoice.of("measure", measure, MEASURES)
    return describe(
        record,
        case,
        view=chosen,
        measure=shown,
        lang=tongue_of(lang),
        base=flow_base(),
        routes=way,
        weeks=weeks,
        like=like,
        size=size,
    )


def save_flow(
    spec: FirmFlowSpec, path: str | Path, *, theme: str = "light", narrow: bool = False
) -> Path:
    """Write a figure as SVG, or its description as JSON, as the path's suffix says.

    Raises
    ------
    UnknownChoice
        There is no such theme.
    UnknownFormat
        The suffix is neither.
    UnwritableOutput
        The file cannot be written; nothing half-written stays.
    """
    from briefing.backends.firm_flow_svg import draw  # noqa: PLC0415 - loaded when it draws

    target = Path(path)
    chosen = next((known for known in THEMES if known == theme), None)
    if chosen is None:
        raise UnknownChoice.of("theme", theme, THEMES)
    if target.suffix not in {".svg", ".json"}:
        raise UnknownFormat(
            f"a flow figure is not written as {target.suffix!r}", remedy="Use .svg or .json."
        )
    as_svg = target.suffix == ".svg"
    content = draw(spec, theme=chosen, narrow=narrow) if as_svg else spec.model_dump_json(indent=1)
    part = target.with_name(target.name + ".part")
    try:
        part.write_text(content, encoding="utf-8")
        part.replace(target)
    except OSError as problem:
        raise UnwritableOutput(
            f"cannot write {target}", where=problem.strerror or "", remedy="Choose another place."
        ) from problem
    return target


def way(start: Place, end: Place, mode: str) -> tuple[Place, ...]:
    """Give an indicative way between two places: by sea round the land, else straight.

    Parameters
    ----------
    start, end
        (longitude, latitude) in degrees.
    mode
        Mode of transport.
    """
    from data.sea_routes import sea_route  # noqa: PLC0415 - its network loads when it is asked

    return sea_route(start, end) if mode in OVER_WATER else (start, end)
