"""The flow map of a firm's plan, for a wide and for a narrow picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.flow.firm.colours import SITE
from briefing.flow.firm.draft import Draft
from briefing.flow.firm.frame import PHONE, WIDE, box_of, plane_in, plane_of, style_for
from briefing.flow.firm.ground import Ground
from briefing.flow.firm.inset_pane import InsetPane
from briefing.flow.firm.map_marks import Marks, key_amounts
from briefing.flow.firm.map_pane import MapPane
from briefing.flow.firm.spec import Layout, LegendEntry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.flow.base import FlowBase
    from briefing.flow.firm.frame import Style
    from briefing.flow.firm.placing import Routes
    from briefing.flow.firm.rows import Rows
    from briefing.flow.firm.spec import FirmFlowSpec
    from briefing.flow.spec import Shape
    from briefing.spec import Tongue

Size = tuple[float, float]
SHAPES: tuple[Shape, ...] = ("hq", "plant", "port", "depot", "supplier", "market")


def map_of(
    rows: Rows,
    base: FlowBase,
    routes: Routes,
    lang: Tongue,
    *,
    weeks: Mapping[str, str],
    like: FirmFlowSpec | None,
    size: Size | None = None,
) -> tuple[Layout, Layout, tuple[LegendEntry, ...]]:
    """Lay out the map 936 and 358 px wide, with its legend; with a `size`, both fill that.

    Parameters
    ----------
    size
        Width and height in px without the legend.
    """

    def picture(style: Style, same: Layout | None) -> Layout:
        window = same.panes[0].window if same else None
        plane = plane_in(window) if window else plane_of(rows.places.values(), style)
        ground = Ground.of(base, plane, box_of(style))
        scale = same.px_per_unit if same else 0.0
        draft = Draft(rows, plane, style, routes, lang, ground, scale)
        return _layout(MapPane(draft, base, Marks(rows, lang), weeks), draft)

    if size:
        fitted = picture(style_for(*size), None)
        legend = (*legend_of(rows, fitted, lang), *width_of_amount(rows, fitted, lang))
        return fitted, fitted, legend
    wide = picture(WIDE, like.wide if like else None)
    phone = picture(PHONE, like.phone if like else None)
    return wide, phone, legend_of(rows, wide, lang)


def _layout(panes: MapPane, draft: Draft) -> Layout:
    inset = InsetPane(panes).pane()
    made = (panes.main(), *((inset,) if inset else ()))
    bottom = max(pane.box.y + pane.box.height for pane in made)
    right = max(pane.box.x + pane.box.width for pane in made)
    width = max(draft.style.width, right)
    return Layout(width=width, height=bottom, panes=made, px_per_unit=draft.scale)


def width_of_amount(rows: Rows, layout: Layout, lang: Tongue) -> tuple[LegendEntry, ...]:
    """Show a round amount at its true width; nothing where nothing is drawn."""
    most = max((ribbon.width for pane in layout.panes for ribbon in pane.ribbons), default=0.0)
    if not most or not layout.px_per_unit:
        return ()
    amount = key_amounts(most / layout.px_per_unit)[-1]
    said = rows.scale.say(amount).removesuffix(".0")
    words = text("firmflow.legend.width", lang, amount=said, unit=rows.scale.unit)
    width = round(amount * layout.px_per_unit, 2)
    return (LegendEntry(sign="width", width=width, label=words),)


def legend_of(rows: Rows, layout: Layout, lang: Tongue) -> tuple[LegendEntry, ...]:
    """List the signs that occur: origins of goods, control, symbols."""
    ribbons = [ribbon for pane in layout.panes for ribbon in pane.ribbons]
    sites = [site for pane in layout.panes for site in pane.sites]
    groups = {ribbon.group for ribbon in ribbons} | {site.group for site in sites}
    shapes = {site.shape for site in sites}
    entries = [
        LegendEntry(sign="origin", group=group, label=rows.groups[group])
        for group in rows.colours
        if group != SITE and group in groups
    ]
    if any(ribbon.kind == "control" for ribbon in ribbons):
        words = text("firmflow.legend.control", lang)
        entries.append(LegendEntry(sign="control", group=SITE, label=words))
    entries += [
        LegendEntry(
            sign="symbol", shape=shape, group=SITE, label=text(f"firmflow.role.{shape}", lang)
        )
        for shape in SHAPES
        if shape in shapes
    ]
    return tuple(entries)
