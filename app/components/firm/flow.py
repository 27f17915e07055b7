"""Show a firm's flow figure with its tables, and tell what the reader selected or placed.

Pictures, tables and details travel once for each figure, in a hidden component; a step of the
reader costs a few hundred bytes. Selecting needs no round trip; the id selected comes back so that
the URL and other figures can follow.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from app.components.firm.mounting import component
from app.components.kept import keep
from briefing.backends.firm_flow_svg import draw
from briefing.catalogue import HTML_LANG, text
from briefing.firm.palette import tokens
from briefing.flow.firm.beside import details_of, lane_table, site_table
from briefing.flow.plane import Plane
from briefing.payload import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.flow.firm.spec import FirmFlowSpec
    from briefing.palette import Theme

Mode = Literal["look", "add", "move"]
Heading = Literal["h1", "h3"]
MOST_KEPT = 6  # figures that a session keeps drawn


def flow_figure(
    spec: FirmFlowSpec,
    *,
    theme: Theme,
    selected: str = "",
    mode: Mode = "look",
    key: str,
    on_select: Callable[[str], None],
    on_place: Callable[[dict[str, Any]], None] | None = None,
    pair: FirmFlowSpec | None = None,
    captions: tuple[str, str] | None = None,
    heading: Heading = "h1",
) -> None:
    """Mount the figure.

    Parameters
    ----------
    spec
        What is shown; its rows fill the tables.
    selected
        Id of the row that is selected; blank for none.
    mode
        ``look``; ``add``: a click on a map places; ``move``: a click on a site selects it, any
        other click places.
    key
        Name of the component in the session.
    on_select
        Called with the id that the reader selected, or blank.
    on_place
        Called with ``{"do": "place", "lon": …, "lat": …, "pane": n, "id": selected}``.
    pair
        The plan to compare with, shown first, under one selection; describe `spec` with
        ``like=pair``.
    captions
        Names of the two plans, in the order shown.
    heading
        ``h1`` where the figure's title is the page's, ``h3`` for one figure of several.
    """
    specs = (spec,) if pair is None else (pair, spec)
    names = captions or ("", "") if pair is not None else ()
    version, kept = _kept(specs, names, theme, heading)
    state = st.session_state

    def picked() -> None:
        event = state[key]["picked"]
        state[f"{key}.turn"] = event["turn"]
        known = _ids(specs)
        on_select(event["id"] if event["id"] in known else "")

    def placed() -> None:
        event = state[key]["placed"]
        state[f"{key}.turn"] = event["turn"]
        said = place_of(spec, event)
        if said is not None and on_place is not None:
            on_place(said)

    guide = "" if mode == "look" else text(f"firmpage.guide.{mode}", spec.lang)
    with st.container(gap=None):
        keep(f"{key}.kept", version, kept)
        component("flow")(
            key=key,
            data={
                "kept": version,
                "selected": selected,
                "mode": mode,
                "guide": guide,
                "turn": state.get(f"{key}.turn", 0),
            },
            on_picked_change=picked,
            on_placed_change=placed,
        )


def place_of(spec: FirmFlowSpec, event: dict[str, Any]) -> dict[str, Any] | None:
    """Give where on the earth a click was; None off the maps.

    Parameters
    ----------
    event
        x, y in px of the layout; number of the pane; whether it is the narrow layout.
    """
    layout = spec.phone if event["narrow"] else spec.wide
    number = event["pane"]
    if not 0 <= number < len(layout.panes):
        return None
    pane = layout.panes[number]
    x, y, box = event["x"], event["y"], pane.box
    inside = box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height
    if pane.window is None or not inside:
        return None
    lon, lat = Plane(**pane.window.model_dump()).place(x, y)
    return {"do": "place", "lon": lon, "lat": lat, "pane": number, "id": event.get("id", "")}


def _ids(specs: Sequence[FirmFlowSpec]) -> set[str]:
    sites = {row.id for one in specs for row in one.sites}
    return sites | {row.id for one in specs for row in one.lanes}


def _kept(
    specs: Sequence[FirmFlowSpec], captions: Sequence[str], theme: Theme, heading: Heading
) -> tuple[str, dict[str, Any]]:
    """Draw and tabulate once in a session: a firm's own figures are kept nowhere else."""
    version = digest([_said(one) for one in specs] + [*captions, theme, heading])
    held: dict[str, dict[str, Any]] = st.session_state.setdefault("firm-flow.kept", {})
    if version not in held:
        held[version] = flow_data(specs, theme=theme, captions=captions, heading=heading)
        while len(held) > MOST_KEPT:
            del held[next(iter(held))]
    return version, held[version]


def _said(spec: FirmFlowSpec) -> list[str]:
    """Tell figures apart by what they show; their digest covers plan and rows."""
    return [spec.digest, spec.view, spec.title, spec.subtitle, spec.notice, *spec.credits]


def flow_data(
    specs: Sequence[FirmFlowSpec],
    *,
    theme: Theme,
    captions: Sequence[str] = (),
    heading: Heading = "h1",
) -> dict[str, Any]:
    """Give what the script draws: pictures, tables, details, words and colours.

    Parameters
    ----------
    specs
        One figure, or two to compare.
    captions
        Names of the two.
    heading
        Element of the title.
    """
    spec = specs[-1]
    tables = [site_table(specs, captions), lane_table(specs, captions)]
    return {
        "lang": HTML_LANG[spec.lang],
        "tokens": tokens(theme),
        "colours": {
            group: colour.dark if theme == "dark" else colour.light
            for one in specs
            for group, colour in one.colours.items()
        },
        "head": _head(spec, heading),
        "pictures": [
            _pictures(one, theme, caption, both=len(specs) == 1)
            for one, caption in zip(specs, captions or ("",), strict=True)
        ],
        "tables": [asdict(table) for table in tables],
        "details": {
            name: [asdict(detail) for detail in details]
            for name, details in details_of(specs, captions).items()
        },
        "words": {
            name: text(f"firmpage.{name}", spec.lang) for name in ("selected", "none", "clear")
        },
    }


def _head(spec: FirmFlowSpec, heading: Heading) -> dict[str, Any]:
    boxed = [spec.notice] if spec.notice else []
    return {"heading": heading, "title": spec.title, "subtitle": spec.subtitle, "boxed": boxed}


def _pictures(spec: FirmFlowSpec, theme: Theme, caption: str, *, both: bool) -> dict[str, str]:
    """Draw a figure for both widths; beside another one there is room for the narrow alone."""
    narrow = draw(spec, theme=theme, narrow=True)
    if not both:
        return {"caption": caption, "narrow": narrow}
    return {"caption": caption, "wide": draw(spec, theme=theme, bare=True), "narrow": narrow}
