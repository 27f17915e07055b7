"""What a page calls the figures that can go into a brief."""

from __future__ import annotations

from app.state import language, words
from plusn.briefs.offers import FINDING, MAP, finding_titles, map_words, place_name


def name_of(word: str) -> str:
    """Name a figure by its code, in the reader's language."""
    kind, _, rest = word.partition(".")
    if kind == MAP:
        return words("page_briefing.map", parts=" · ".join(_part(*one) for one in map_words(word)))
    if kind == FINDING:
        part, _, figure = rest.partition(".")
        title = finding_titles(language())[part, figure]
        return words("page_briefing.finding", title=title)
    return words(f"page_briefing.figure.{word}")


def _part(kind: str, code: str) -> str:
    if kind == "within":
        return place_name(code, language())
    if kind == "measure":
        return words(f"atlas.measure.{code}.short")
    if kind == "group":
        return words(f"group.{code}")
    return words(f"page.atlas.{kind}.{code}")
