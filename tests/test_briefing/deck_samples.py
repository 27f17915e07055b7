"""Figures for decks, set by hand: small pictures, charts and tables of every kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.exhibit import Chart, Column, Exhibit, Page, Picture, Room, Series, Table
from briefing.spec import Colour

if TYPE_CHECKING:
    from briefing.palette import Theme

PLUM = Colour(light="#73073b", dark="#ffdad5")
GREY = Colour(light="#8f918f", dark="#858d94")
SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200" viewBox="0 0 400 200">
<title>Whole</title><defs>
<pattern id="dots" width="6" height="6"><rect width="6" height="6" fill="#faf9f7"/>
<circle r="1" fill="#7d8184"/></pattern>
<linearGradient id="ramp" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#73073b"/>
<stop offset="1" stop-color="#febbbe"/></linearGradient></defs>
<svg class="map" x="100" width="200" height="200" viewBox="0 0 200 200">
<rect width="200" height="200" fill="#f1f5f7"/>
<path d="M0,0h50v50h-50z" fill="#e6e5e2" stroke="#747779"/>
<g class="region" data-level="province" data-code="440000" data-standing="published">
<title>廣東</title><desc>30,971 · published</desc>
<path d="M0,0h50v50h-50z" fill="#73073b" stroke="#ffffff" stroke-width="0.9"/></g>
<g class="region" data-level="province" data-code="450000" data-standing="bounded">
<title>廣西</title><desc>0–5,300 · range only</desc>
<path d="M150,50h100v50h-100zM160,60v10h10v-10z" fill="#e6e5e2" stroke="#747779"/></g>
<g class="region" data-level="province" data-code="710000" data-standing="out_of_scope">
<title>台灣</title><desc>not covered by the study</desc>
<path d="M150,120h30v40h-30z" fill="url(#dots)"/></g>
<text x="20" y="90" font-size="13" font-weight="700" fill="#1b1f24" paint-order="stroke"
 stroke="#f1f5f7"><tspan>30,971</tspan><tspan dx="7" font-size="12">45%</tspan></text>
</svg>
<g transform="translate(320 20)"><rect width="20" height="80" rx="3" fill="url(#ramp)"/>
<circle cx="40" cy="40" r="8" fill="none" stroke="#0b5a8a" stroke-dasharray="4 2"/>
<path d="M0,100q20,20 40,0" fill="none" stroke="#0b5a8a"/><line x1="0" y1="120" x2="40" y2="110"
 stroke="#0b5a8a"/><text x="40" y="150" font-size="12" text-anchor="end">企業 2024</text></g>
</svg>"""


def exhibit(**told: object) -> Exhibit:
    """Make the words of a figure."""
    usual: dict[str, object] = {
        "name": "sample",
        "lang": "en",
        "title": "Guangdong has 30,971 of the 68,314 sampled enterprises",
        "subtitle": "Enterprises in operation, 2024",
        "boxed": ("Sample",),
        "sentences": ("Guangdong has 45% of them.",),
        "premise": "The sample is the study's.",
        "question": "Why not all of China?",
        "answer": "The study publishes four provinces.",
        "credits": ("Source: the study (2025).", "Boundaries imply no opinion on legal status."),
        "as_of": "2024",
        "caption": "A map.",
        "alt": "Map. Guangdong: 30,971.",
        "digest": "48d4242baad5ffff",
    }
    return Exhibit.model_validate(usual | told)


@dataclass(frozen=True)
class Given:
    """A figure whose pictures are given."""

    exhibit: Exhibit
    svgs: tuple[str, ...] = (SVG,)

    def pictures(self, room: Room, theme: Theme = "light") -> tuple[Picture, ...]:
        """Give them, whatever the room."""
        del room, theme
        return tuple(Picture(svg=svg, width=400, height=200) for svg in self.svgs)


def page(*svgs: str, **told: object) -> Page:
    """Make a page of a figure."""
    return Page(shown=Given(exhibit(**told), svgs or (SVG,)))


BARS = Chart(
    kind="bars",
    categories=("Guangdong", "江蘇", "=1+1", "26 others together"),
    series=(
        Series(
            name="Enterprises",
            values=(30971, 9557, None, 12935),
            labels=("30,971", "9,557", "", "12,935"),
            colours=(PLUM, PLUM, PLUM, GREY),
        ),
    ),
    unit="enterprises",
)
BRIDGE = Chart(
    kind="stacked_columns",
    categories=("Today", "Transport", "Duty", "Plan"),
    series=(
        Series(name="base", values=(0, 90, 80, 0), hidden=True),
        Series(
            name="Cost", values=(100, 10, 10, 80), labels=("100", "−10", "−10", "80"),
            colours=(GREY, PLUM, PLUM, GREY),
        ),
    ),
)  # fmt: skip
POINTS = Chart(
    kind="points",
    across=(1, 2, 4),
    series=(
        Series(name="Plans", values=(10, 7, 6), labels=("A", "B", "C"), colours=(PLUM,) * 3),
        Series(name="Rivals", values=(12, None, 8), labels=("D", "", "E"), outlined=True),
    ),
    unit="cost",
    across_unit="weeks",
)
TABLE = Table(
    title="Provinces",
    columns=(Column(head="Province"), Column(head="Enterprises", number=True),
             Column(head="How we know it")),
    rows=tuple(
        (f"Province {n}", f"{n * 1000:,}", "published in the executive summary of the study")
        for n in range(1, 35)
    ),
    strong=(0,),
    rest="3 rows are left out.",
)  # fmt: skip
