"""A small figure for tests of documents: words of every kind, one picture or several."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.exhibit import Column, Exhibit, Page, Picture, Record, Table
from briefing.spec import KeyFigure

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" viewBox="0 0 300 200" '
    'font-family="Noto Sans"><title>t</title><desc>d</desc>'
    '<rect x="0" y="0" width="300" height="200" fill="#eef2f5"/>'
    '<path d="M20,20h100v80z" fill="#5c2a6d"/>'
    '<text x="20" y="150" font-size="14" fill="#1c2430">Guangdong 廣東 30,971</text></svg>'
)


def exhibit(**changed):
    """Give an exhibit whose every field is filled."""
    rows = tuple((f"Place {n}", f"{n:,}", "published") for n in range(1, 21))
    usual = {
        "name": "made",
        "lang": "en",
        "title": "Two of two places are published",
        "subtitle": "Enterprises, 2024",
        "boxed": ("Sample",),
        "key_figures": (KeyFigure(number="68,314", words="enterprises"),),
        "sentences": ("Place 20 has most: 20.",),
        "tables": (
            Table(
                title="Places",
                columns=(Column(head="Name"), Column(head="n", number=True), Column(head="How")),
                rows=rows,
                strong=(19,),
                rest="5 more are not covered.",
            ),
        ),
        "records": (Record(heads=("code", "value"), rows=(("440000", 30971), ("430000", None))),),
        "credits": ("Source: a study.",),
        "notes": ("Boundaries imply no opinion.",),
        "as_of": "2024",
        "caption": "Twenty places.",
        "alt": "A map of twenty places.",
        "digest": "abcdef0123456789",
    }
    return Exhibit(**(usual | changed))


@dataclass(frozen=True)
class Made:
    """Be a figure; `rooms` remembers what it was asked to fill."""

    exhibit: Exhibit = field(default_factory=exhibit)
    pieces: int = 1
    rooms: list = field(default_factory=list)

    def pictures(self, room, theme):
        """Give the picture as often as asked."""
        self.rooms.append((room, theme))
        return tuple(Picture(svg=SVG, width=300, height=200) for _ in range(self.pieces))


def page(pieces=1, title="", **changed):
    """Give a page with such a figure."""
    return Page(shown=Made(exhibit(**changed), pieces), title=title)
