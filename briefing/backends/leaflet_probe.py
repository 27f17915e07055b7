"""The smallest map that uses every slot of the folium page, for its self-test."""

from __future__ import annotations

import shapely

from briefing.land import Land
from briefing.palette import ramp_colour, token
from briefing.spec import (
    Frame,
    Label,
    Layout,
    Legend,
    LegendEntry,
    MapSpec,
    Mark,
    Ramp,
    RampTick,
    Symbol,
    SymbolKey,
)


def probe_spec(words: str) -> MapSpec:
    """Describe a map of one region, with a ramp, a symbol, and `words` in every place."""
    colour = ramp_colour(1)
    frame = Frame(x0=0, y0=100, km_per_px=1, width=100, height=100)
    place = {"level": "city", "code": "440300"}
    layout = Layout(
        frame=frame,
        symbols=(Symbol(**place, x=50, y=50, radius=9, colour=colour),),
        labels=(Label(kind="callout", x=10, y=10, name=words, number=words),),
    )
    mark = Mark.model_validate(
        place
        | dict.fromkeys(("parent", "label", "text", "known", "because"), words)
        | dict.fromkeys(("value", "low", "high", "low_certain", "high_certain"), 1)
        | {"names": {"en": words}, "standing": "published", "fill": colour, "sources": (words,)}
    )
    legend = Legend(
        title=words,
        entries=(LegendEntry(kind="range", label=words, colour=token("land"), standing="bounded"),),
        ramp=Ramp(stops=(colour, colour), ticks=(RampTick(at=0, label=words),)),
        symbols=(SymbolKey(radius=9, label=words, note=words),),
    )
    texts = ("measure", "measure_label", "unit", "as_of", "title", "subtitle", "caption", "alt")
    return MapSpec.model_validate(
        dict.fromkeys((*texts, "digest"), words)
        | {"view": "100000", "level": "city", "lang": "en", "regions": (mark,), "legend": legend}
        | {"wide": layout, "phone": layout, "credits": (words,), "notes": (words,)}
        | {"key_figures": (), "tables": (), "asides": ()}
    )


def probe_land() -> Land:
    """Give one square as city and province, and a line as dash line, km."""
    square = shapely.box(20, 20, 80, 80)
    shapes = {("city", "440300"): square, ("province", "440000"): square}
    line = shapely.LineString([(0, 0), (10, 10)])
    return Land(shapes=shapes, foreign=(), dash=line, attribution="")
