"""What a slide of an offer will hold, for a page that previews it and lets parts be copied."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.exhibit import Page, Room
from briefing.paper import SLIDES
from briefing.typesetting import broken
from plusn.alone import ALONE
from plusn.briefs.offers import FIRM, offer_of
from plusn.exhibits.registry import show

if TYPE_CHECKING:
    from briefing.exhibit import Exhibit, Picture, Shown
    from briefing.palette import Theme
    from briefing.paper import Paper

KEPT = 64
PX = 14 / 12  # points of a slide for a pixel of a picture: its 12 px are 14 pt there
UNDER, BOX, LEAD, GAP = 15, 14, 1.3, 6  # points of subtitle and notices; their lines; between
RIM = 0.8  # of the margin, above and below


@dataclass(frozen=True, kw_only=True)
class Look:
    """Hold words and pictures of one figure, and the paper that they go onto."""

    exhibit: Exhibit
    pictures: tuple[Picture, ...]
    paper: Paper
    shown: Shown

    @property
    def source(self) -> str:
        """Give sources, date and digest in one line."""
        return _source(self.exhibit)

    @property
    def citation(self) -> str:
        """Give title, sources, notes and digest, one below the other."""
        told = self.exhibit
        return "\n".join((told.title, *told.boxed, *told.credits, *told.notes, _stamp(told)))

    @property
    def numbers(self) -> str:
        """Give the exact numbers, else the printed tables, as a spreadsheet takes them pasted."""
        told = self.exhibit
        blocks = [(part.title, part.heads, part.rows) for part in told.records] or [
            (part.title, tuple(column.head for column in part.columns), part.rows)
            for part in told.tables
        ]
        return "\n\n".join(_block(title, heads, rows) for title, heads, rows in blocks)

    def title_lines(self, heading: str = "") -> list[tuple[tuple[str, ...], float]]:
        """Give the lines of each language of the title as its slide sets them, and their points.

        Parameters
        ----------
        heading
            In place of its own title; blank for none.
        """
        from briefing.backends.deck.frame import fitted  # noqa: PLC0415

        words = heading or self.exhibit.title
        width = self.paper.width - 2 * self.paper.margin
        return [(one.lines, one.size) for one in fitted(words, width)]

    def workbook(self) -> bytes:
        """Write the exact numbers as XLSX, with sources and digest."""
        from briefing.backends.companion_xlsx import companion  # noqa: PLC0415

        return companion((Page(shown=self.shown),))

    def whole(self, heading: str = "") -> str:
        """Write the figure with all its words as one SVG.

        Parameters
        ----------
        heading
            In place of its own title; blank for none.
        """
        from briefing.backends.whole_svg import whole  # noqa: PLC0415 - only who copies waits

        return whole(self.exhibit, self.pictures, heading=heading)


def _block(title: str, heads: tuple[str, ...], rows: tuple[tuple[object, ...], ...]) -> str:
    lines = [*([(title,)] if title else []), heads, *rows]
    return "\n".join("\t".join(_cell(cell) for cell in line) for line in lines)


def _cell(value: object) -> str:
    """Write a cell; a text that a spreadsheet would take for a formula is marked as text."""
    from briefing.safe_text import csv_cell  # noqa: PLC0415

    if value is None:
        return ""
    return csv_cell(" ".join(value.split())) if isinstance(value, str) else str(value)


def is_firm(word: str) -> bool:
    """Tell whether a figure is a firm's, which is solved and takes seconds.

    Examples
    --------
    >>> is_firm("weeks"), is_firm("cities")
    (True, False)
    """
    offer = offer_of(word)
    return offer is not None and offer[0] in FIRM


def looked_at(word: str, lang: str, size: str, ink: str, case: str = "") -> Look:
    """Draw an offer as its slide will show it.

    Parameters
    ----------
    case
        Of a firm's figure: a shipped case or a file; blank for the usual one.

    Raises
    ------
    KeyError
        There is no such offer or size: a caller's mistake.
    PlusNError
        The figure cannot be made; the message says why.
    """
    offer = offer_of(word)
    if offer is None:
        raise KeyError(word)
    figure, arguments = offer
    if case and is_firm(word):
        arguments = {**arguments, "case": case}
    paper = SLIDES[size]
    theme: Theme = "mono" if ink == "mono" else "light"
    with ALONE:
        shown = show(figure, arguments, lang=lang)
        pictures = shown.pictures(room_on(paper, shown.exhibit), theme)
        return Look(exhibit=shown.exhibit, pictures=pictures, paper=paper, shown=shown)


kept_look = lru_cache(maxsize=KEPT)(looked_at)
"""`looked_at`, remembered: not for a file of a user's, whose name may come to hold another case."""


def room_on(paper: Paper, told: Exhibit) -> Room:
    """Give the room that the words around a picture leave on a slide.

    Examples
    --------
    >>> told = show("supply").exhibit
    >>> round(room_on(SLIDES["16:9"], told).width)
    771
    """
    from briefing.backends.deck.frame import fitted  # noqa: PLC0415 - only who draws waits

    width = paper.width - 2 * paper.margin
    title = sum(len(one.lines) * one.size * 1.2 for one in fitted(told.title, width))
    under = sum(len(broken(one, width, UNDER)) for one in told.subtitle.split("\n") if one)
    source = len(broken(_source(told), width, paper.source)) * paper.source * LEAD
    boxed = BOX * LEAD + GAP if told.boxed else 0
    words = title + under * UNDER * LEAD + boxed + source + 3 * GAP + 2 * RIM * paper.margin
    return Room(width=width / PX, height=(paper.height - words) / PX)


def _source(told: Exhibit) -> str:
    """Give sources, date and digest in one line."""
    credits_ = (one.replace("\n", " / ") for one in told.credits)
    return " · ".join((*credits_, _stamp(told)))


def _stamp(told: Exhibit) -> str:
    return f"PlusN {told.as_of} · {told.digest[:12]}"
