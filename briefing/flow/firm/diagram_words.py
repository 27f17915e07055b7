"""The names in a firm's diagram: outside of the blocks, in full where they fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.flow.spec import Words
from briefing.typesetting import width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.flow.firm.diagram_blocks import Block
    from briefing.spec import Tongue

BLOCK = 14.0  # width of a block, px
TITLE_LINES = 2
NARROW = 660.0
ASIDE, SPACE = 9.0, 5.0  # px from a block to its name; from a name to its number
KINDS = (("depot", "port"), ("supplier",), ("plant",), ("depot",), ("port",), ("market",))


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Fix the measures of a diagram in px; `above` puts all names above their blocks.

    `head` is the room for the columns' titles, `least` the least height of the columns, `lines`
    how many a name may take, `curve` the px beside a name, `bend` those in which a band may rise
    or fall, `gap` those above a block whose name stands beside it. `inline` puts the numbers of
    the first and the last column on the line of the name.
    """

    width: float
    head: float
    left: float
    right: float
    size: float
    leading: float
    least: float
    lines: int
    above: bool
    curve: float = 94
    bend: float = 90
    gap: float = 8
    inline: bool = False

    def x(self, column: int, count: int) -> float:
        """Give the left edge of a column's blocks.

        Names of the last column stand to its left when all stand above: it is twice as far then.
        """
        if not self.above:
            return round(self.left + (self.right - self.left) * column / max(count - 1, 1), 1)
        steps = max(count, 2)
        place = count if column == count - 1 and column else column
        return round(self.left + (self.right - self.left) * place / steps, 1)

    def room(self, column: int, count: int) -> float:
        """Give the width that a name may take."""
        if self.above:
            return (self.right - self.left) / max(count, 2) - 9
        if column == 0:
            return self.left - ASIDE - 2
        if column == count - 1:
            return self.width - self.right - BLOCK - ASIDE - 2
        return (self.right - self.left) / max(count - 1, 1) - BLOCK - self.curve

    def fitted(self, words: str, room: float, *, bold: bool = True) -> str:
        """Shorten words to one line; the full name stands in the table."""
        if width_of(words, self.size, bold=bold) <= room:
            return words
        while words and width_of(words + "…", self.size, bold=bold) > room:
            words = words[:-1]
        return words.rstrip() + "…"

    def titles(self, shapes: Sequence[set[str]], lang: Tongue) -> list[Words]:
        """Name the columns above the rule; of columns of one kind, the first."""
        made: list[Words] = []
        said = ""
        for column, kinds in enumerate(shapes):
            key = next(k for k in KINDS if kinds & set(k) and (len(k) == 1 or set(k) <= kinds))
            name = text(f"firmpage.diagram.column.{'_'.join(key)}", lang)
            if name == said:
                continue
            said = name
            made += self._title(name, column, len(shapes))
        return made

    def _title(self, name: str, column: int, count: int) -> list[Words]:
        x, size = self.x(column, count), self.size + (0 if self.above else 1)
        lines: tuple[str, ...] = (name,)
        if self.above:
            lines = wrap(name, self.room(column, count), size, bold=True)[:TITLE_LINES]
        end = column == (count - 1 if self.above else 0) and (column > 0 or not self.above)
        return [
            Words(
                x=x + BLOCK if end else x,
                y=self.head - 10 - below * self.leading,
                lines=(line,),
                size=size,
                anchor="end" if end else "start",
                bold=True,
            )
            for below, line in zip(range(len(lines) - 1, -1, -1), lines, strict=True)
        ]


FRAMES = {
    "wide": Frame(
        width=936,
        head=30,
        left=150,
        right=806,
        size=13,
        leading=16,
        least=420,
        lines=2,
        above=False,
    ),
    "phone": Frame(
        width=358, head=38, left=1, right=343, size=11.5, leading=14, least=300, lines=3, above=True
    ),
}


def frame_for(width: float, height: float) -> Frame:
    """Fix the measures of a diagram that fills a room.

    Examples
    --------
    >>> frame_for(770, 300).left
    140
    """
    side = round(min(150.0, max(122.0, 0.182 * width)))
    narrow = width < NARROW
    return replace(
        FRAMES["wide"], width=width, left=side, right=width - side + 14, head=26,
        least=max(80.0, height - 100), size=12.0 if narrow else 12.5,
        leading=13.5 if narrow else 15, curve=30 if narrow else 74, bend=44 if narrow else 90,
        gap=5, inline=True,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Label:
    """A block's name and number.

    Parameters
    ----------
    own
        Whether the number has a line of its own.
    gap
        Room in px that it needs above its block.
    least
        Room in px that it needs beside its block.
    width
        Width in px of its longest line.
    """

    name: str
    lines: tuple[str, ...]
    number: str
    size: float
    leading: float
    side: str
    own: bool
    gap: float
    least: float
    width: float

    def words(self, of: tuple[str, ...], x: float, top: float, height: float) -> list[Words]:
        """Write it outside of a block whose upper left corner stands at x, top.

        Parameters
        ----------
        of
            Rows that it is lit with, its own first; empty for several sites together.
        """
        rows = [*self.lines, self.number] if self.own else [*self.lines]
        anchor = "end" if self.side in {"left", "above-left"} else "start"
        at = {
            "left": x - ASIDE,
            "right": x + BLOCK + ASIDE,
            "above": x,
            "above-left": x + BLOCK,
        }[self.side]
        if self.side in {"left", "right"}:
            first = top + height / 2 - (len(rows) - 1) * self.leading / 2 + 0.36 * self.size
        else:
            first = top - 6 - (len(rows) - 1) * self.leading
        made = [
            self._line(of, words, at, first + i * self.leading, anchor, bold=i < len(self.lines))
            for i, words in enumerate(rows)
        ]
        return made if self.own or not self.number else [*made, self._beside(of, at, top - 6)]

    def _beside(self, of: tuple[str, ...], x: float, y: float) -> Words:
        start = x + width_of(self.lines[-1], self.size, bold=True) + SPACE
        return self._line(of, self.number, start, y, "start", bold=False)

    def _line(
        self, of: tuple[str, ...], words: str, x: float, y: float, anchor: str, *, bold: bool
    ) -> Words:
        return Words.model_validate(
            {
                "of": of, "x": round(x, 1), "y": round(y, 1),
                "lines": (words,), "anchor": anchor, "size": self.size,
                "leading": self.leading, "bold": bold, "ghost": not bold,
            }
        )  # fmt: skip


def label_of(block: Block, frame: Frame, count: int, lang: Tongue, number: str) -> Label:
    """Write the name of a block, and what passes it."""
    single = len(block.members) == 1
    name = (
        block.members[0].name
        if single
        else text("firmpage.diagram.others", lang, count=len(block.members))
    )
    room = frame.room(block.column, count)
    side = _side(block.column, count, above=frame.above)
    if frame.inline and side in {"left", "right"} and number:
        said, number = f"{name} {number}", ""
    else:
        said = name
    lines = _lines(said, room, frame)
    last, digits = width_of(lines[-1], frame.size, bold=True), width_of(number, frame.size)
    own = bool(number) and (side != "above" or frame.above or last + SPACE + digits > room)
    widest = max(width_of(line, frame.size, bold=True) for line in lines)
    high = (len(lines) + own) * frame.leading
    above = side.startswith("above")
    return Label(
        name=name,
        lines=lines,
        number=number,
        size=frame.size,
        leading=frame.leading,
        side=side,
        own=own,
        gap=high + 8 if above else frame.gap,
        least=0.0 if above else high,
        width=max(widest, digits if own else last + SPACE + digits),
    )


def _lines(name: str, room: float, frame: Frame) -> tuple[str, ...]:
    """Break a name into lines; what is left over shortens the last."""
    wrapped = wrap(name, room, frame.size, bold=True)
    kept = wrapped[: frame.lines]
    if len(wrapped) > frame.lines:
        kept = (*kept[:-1], " ".join(wrapped[frame.lines - 1 :]))
    return tuple(frame.fitted(line, room) for line in kept)


def _side(column: int, count: int, *, above: bool) -> str:
    last = column == count - 1 and column > 0
    if above:
        return "above-left" if last else "above"
    return "left" if column == 0 else "right" if last else "above"


__all__ = ["BLOCK", "FRAMES", "Frame", "Label", "frame_for", "label_of"]
