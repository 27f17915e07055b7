"""The map as a folium page, for readers who want to pan and zoom.

Its map library, Leaflet, is loaded from an address: by default folium's own, or an office's mirror.
There are no tiles, so nothing else is ever asked of the network. Every string passes the encoder of
`briefing.safe_text`; branca is kept from running text as a program (`briefing.backends.inert`); and
`self_test` tries both before the first page is drawn.
"""

from __future__ import annotations

import re
import secrets
from functools import cache
from typing import TYPE_CHECKING, Any

import shapely

from briefing.backends.inert import inert_text
from briefing.backends.leaflet_layers import FIELDS, layers, lonlat
from briefing.backends.leaflet_words import Words, words_of
from briefing.palette import token
from data.errors import BadValue, RenderProblem

if TYPE_CHECKING:
    from briefing.land import Land
    from briefing.spec import Frame, MapSpec

# A folder's address: http(s) with host and port, or a path; no other scheme, no quotes or spaces.
BASE = re.compile(
    r"(?!$)(https?://[\w.\-]+(:\d+)?(?=/|$))?(/|\./|\.\./)?([\w.~@%+,\-]+/)*([\w.~@%+,\-]+)?",
    re.ASCII,
)
STYLE = """<style>
.folium-map.leaflet-container,.pn,.leaflet-control-layers,.leaflet-tooltip{color:INK;
font:13px/1.4 "Noto Sans","Noto Sans CJK HK","PingFang HK","Microsoft JhengHei",
system-ui,sans-serif}
:lang(zh-CN) .pn{font-family:"Noto Sans","Noto Sans CJK SC","PingFang SC",system-ui,sans-serif}
.folium-map.leaflet-container{background:SEA}
.pn{position:fixed;z-index:900;background:GROUND;padding:8px 12px;border-radius:4px;
max-width:min(44ch,60vw)}
.pn-head{top:10px;left:54px}.pn h1{font-size:17px;line-height:1.25;margin:0 0 2px}.pn p{margin:0}
.pn-legend{left:10px;bottom:62px;font-size:12px}.pn-legend b{display:block;margin-bottom:4px}
.pn-legend i{display:inline-block;width:18px;height:12px;margin-right:8px;vertical-align:-2px;
border:1px solid RULE;box-sizing:border-box}
.pn-ramp{position:relative;width:18px;height:HEIGHTpx;margin:10px 0 12px}
.pn-ramp u{position:absolute;left:18px;width:5px;border-top:1px solid RULE}
.pn-ramp span{position:absolute;left:27px;transform:translateY(50%);white-space:nowrap;
line-height:1}
.pn-unavailable{top:40%;left:50%;transform:translateX(-50%);border:2px solid INK}
.leaflet-container .leaflet-control-attribution{font-size:11px;line-height:1.35;max-width:60vw}
.foliumtooltip.leaflet-tooltip{white-space:normal;width:max-content;max-width:380px}
.leaflet-tooltip.pn-label{background:none;border:0;box-shadow:none;padding:0;font-weight:600;
text-shadow:0 0 3px GROUND,0 0 3px GROUND,0 0 3px GROUND}
.foliumtooltip th{vertical-align:top;font-weight:400;color:MUTED}
.foliumtooltip tr:first-child{font-weight:700}
</style>"""
RAMP_HEIGHT = 150  # px
LABEL_HEIGHT = 13
# Runs before the map: if the library is not there, say so instead of staying blank.
CHECK = """if (typeof L === "undefined") {
document.getElementById("unavailable").hidden = false;
}"""


def render(spec: MapSpec, land: Land, *, asset_base: str | None = None) -> str:
    """Draw a map as one folium page.

    Parameters
    ----------
    spec
        The map.
    land
        The shapes, on the plane; the page projects them by itself (Web Mercator).
    asset_base
        Address of a folder with ``leaflet.js`` and ``leaflet.css``; folium's own addresses when
        not given.

    Returns
    -------
    str
        An HTML page, the same for the same arguments.

    Raises
    ------
    BadValue
        `asset_base` is not an address.
    RenderProblem
        A region has no shape, or the self-test failed.
    """
    assets = _assets(asset_base)
    self_test()
    return _page(spec, land, words_of(spec), assets)


@cache
def self_test() -> None:
    """Draw a page whose every slot holds a template, unencoded, and look for its result.

    Raises
    ------
    RenderProblem
        Text would run as a program: with this version of branca no page is drawn.
    """
    a, b = (10_000 + secrets.randbelow(90_000) for _ in "ab")
    probe = f"{{{{{a}*{b}}}}}"
    page = _page(*_probe_map(probe), _assets(None))
    if str(a * b) in page or page.count(f"{a}*{b}") < len(FIELDS):
        raise RenderProblem(
            "folium would run text as a program, so no Leaflet page is drawn",
            remedy="Use the SVG or HTML map, and the branca version that PlusN asks for.",
        )


def _probe_map(probe: str) -> tuple[MapSpec, Land, Words]:
    from briefing.backends.leaflet_probe import probe_land, probe_spec  # noqa: PLC0415

    spec = probe_spec(probe)
    return spec, probe_land(), words_of(spec, through=lambda _: probe)


def _page(spec: MapSpec, land: Land, words: Words, assets: dict[str, Any]) -> str:
    import folium  # noqa: PLC0415 - only who asks for a folium page waits for it
    from branca.element import Element, Figure  # noqa: PLC0415

    with inert_text():
        figure = Figure(title=words.title)
        figure.script.add_child(Element(CHECK), name="check")
        figure.header.add_child(Element(_style()), name="style")
        figure.html.add_child(Element(_panels(words)), name="panels")
        page = folium.Map(
            tiles=None, control_scale=True, zoom_snap=0.25, minZoom=3, attributionControl=False
        )
        page.default_js, page.default_css = assets["js"], assets["css"]
        figure.add_child(page)
        folium.Control("Attribution", prefix="Leaflet").add_to(page)
        for layer in layers(spec, land, words):
            layer.add_to(page)
        folium.LayerControl(collapsed=False).add_to(page)
        page.fit_bounds(_bounds(spec.wide.frame))
        html = figure.render()
    return str(html).replace("<html>", f'<html lang="{words.language}">', 1)


def _bounds(frame: Frame) -> list[list[float]]:
    corners = [lonlat(frame, x, y) for x in (0, frame.width) for y in (0, frame.height)]
    west, south, east, north = (float(end) for end in shapely.MultiPoint(corners).bounds)
    return [[south, west], [north, east]]


def _style() -> str:
    names = (("SEA", "sea"), ("GROUND", "background"), ("INK", "ink"), ("RULE", "province_line"))
    style = STYLE
    for name, colour in (*names, ("MUTED", "muted")):
        style = style.replace(name, token(colour).light)
    return style.replace("HEIGHT", str(RAMP_HEIGHT))


def _panels(words: Words) -> str:
    places = _spread([at * RAMP_HEIGHT for at, _ in words.ticks])
    ticks = "".join(
        f'<u style="bottom:{at * RAMP_HEIGHT:.1f}px"></u>'
        f'<span style="bottom:{place:.1f}px">{label}</span>'
        for place, (at, label) in zip(places, words.ticks, strict=True)
    )
    ramp = f'<div class="pn-ramp" style="background:linear-gradient(0deg,{words.gradient})">'
    rows = "".join(f'<div><i style="{look}"></i>{label}</div>' for look, label in words.legend)
    return (
        f'<div class="pn pn-head"><h1>{words.title}</h1><p>{words.subtitle}</p>'
        f'<p hidden id="alt">{words.alt}</p></div>'
        f'<div class="pn pn-legend"><b>{words.legend_title}</b>'
        f"{ramp + ticks + '</div>' if words.gradient else ''}{rows}</div>"
        f'<p class="pn pn-unavailable" id="unavailable" hidden>{words.own["unavailable"]}</p>'
        f'<noscript><p class="pn pn-unavailable">{words.own["noscript"]}</p></noscript>'
    )


def _spread(heights: list[float]) -> list[float]:
    """Move labels up where they would touch the one below; the ticks stay where they are."""
    placed: list[float] = []
    for height in sorted(heights):
        placed.append(max(height, placed[-1] + LABEL_HEIGHT) if placed else height)
    return placed


def _assets(base: str | None) -> dict[str, Any]:
    """Give the addresses of Leaflet alone; folium's other libraries serve markers we do not draw.

    Raises
    ------
    BadValue
        `base` is not an address.
    """
    if base is None:
        import folium  # noqa: PLC0415

        return {
            "js": [pair for pair in folium.Map.default_js if pair[0] == "leaflet"],
            "css": [pair for pair in folium.Map.default_css if pair[0] == "leaflet_css"],
        }
    if not BASE.fullmatch(base):
        raise BadValue(
            f"{base!r} is no address of a folder",
            where="asset base",
            remedy="Give one such as /static or a full http or https address, without quotes.",
        )
    folder = base.rstrip("/")
    return {
        "js": [("leaflet", f"{folder}/leaflet.js")],
        "css": [("leaflet_css", f"{folder}/leaflet.css")],
    }
