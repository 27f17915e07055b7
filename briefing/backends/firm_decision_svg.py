"""Draw a decision table: plans by outcomes; on a phone, a card for each plan.

The cheapest plan of a column has a frame and the word, the safest plan a bar and a tag; what is
darker is further above the cheapest. Columns that lack a duty are dashed and never shaded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.backends.firm_pen import AXIS, SOURCE, TEXT, FirmPen
from briefing.typesetting import width_of, wrap

if TYPE_CHECKING:
    from briefing.firm.decision_spec import DecisionCell, DecisionSpec, Outcome, PlanRow
    from briefing.palette import Theme

WIDE, NARROWEST = 1080.0, 700.0
PLAN_ROOM, REGRET_ROOM = 236.0, 124.0
LEADING, PAD = 16.0, 12.0
COST, REGRET = 15.0, 17.0
LEAST_ROW, DENSE_ROW = 46.0, 41.0
YEAR = re.compile(r"\b20\d\d\b")
CARD_PAD = 10.0


def draw(
    spec: DecisionSpec,
    *,
    theme: Theme = "light",
    width: float = WIDE,
    headed: bool = False,
    every: bool = False,
    dense: bool = False,
) -> str:
    """Draw the table; `headed` with the title and the source around it, for paper and slides.

    Parameters
    ----------
    width
        In px; on a phone's width every plan is a card.
    every
        With the outcomes too that a page shows on demand only.
    dense
        For a slide: narrow names, low rows, days only where an outcome's name has no year; never
        cards.
    """
    with FirmPen.around(spec, theme=theme, width=width, headed=headed) as pen:
        shown = tuple(n for n, column in enumerate(spec.columns) if every or column.shown)
        if spec.heading:
            pen.y = pen.lines(0, pen.y + 14, spec.heading, width=width, size=TEXT, bold=True) - 8
        if width < NARROWEST and not dense:
            for row in spec.rows:
                _Card(spec, pen, shown, row).draw()
        else:
            _Table(spec, pen, shown, dense).draw()
        _below(spec, pen, shown)
    return pen.svg(spec)


def _below(spec: DecisionSpec, pen: FirmPen, shown: tuple[int, ...]) -> None:
    """Say what shown columns lack, and what is left out."""
    lacking = [spec.columns[n] for n in shown if spec.columns[n].why]
    said = [f"{column.label}: {column.why}" for column in lacking]
    said += [f"{one.label}: {one.why}" for one in spec.omitted]
    pen.y += 6
    for words in said:
        pen.y = pen.lines(0, pen.y + 13, words, width=pen.width, size=SOURCE, fill="muted") - SOURCE


def _fill(cell: DecisionCell) -> str:
    """Give the colour of a cell: darker further above the cheapest."""
    return "background" if cell.step is None else f"distance_{cell.step}"


@dataclass(frozen=True)
class _Table:
    """Rows and columns, side by side."""

    spec: DecisionSpec
    pen: FirmPen
    shown: tuple[int, ...]
    dense: bool

    @property
    def room(self) -> float:
        """Give the width of a column in px."""
        return (self.pen.width - self.plan_room - self.regret_room) / max(len(self.shown), 1)

    @property
    def leading(self) -> float:
        """Give the px between lines."""
        return 14.5 if self.dense else LEADING

    @property
    def plan_room(self) -> float:
        """Give the width of the column of plans."""
        return min(PLAN_ROOM, 0.25 * self.pen.width) if self.dense else PLAN_ROOM

    @property
    def regret_room(self) -> float:
        """Give the width of the column of regrets."""
        return min(REGRET_ROOM, 0.125 * self.pen.width) if self.dense else REGRET_ROOM

    def draw(self) -> None:
        """Draw heads, then row by row."""
        self._heads()
        for row in self.spec.rows:
            self._row(row)

    # -- heads --------------------------------------------------------------------------------

    @cached_property
    def _lines(self) -> list[list[tuple[str, float, bool]]]:
        """Give the lines of every head with size and weight."""
        return [self._head_lines(self.spec.columns[n]) for n in self.shown]

    def _head_lines(self, column: Outcome) -> list[tuple[str, float, bool]]:
        room = self.room - PAD
        lines = [(line, AXIS, True) for line in wrap(column.label, room, AXIS, bold=True)]
        if column.days and not (self.dense and YEAR.search(column.label)):
            lines += [(line, SOURCE, False) for line in wrap(column.days, room, SOURCE)]
        return lines + ([(column.tag, SOURCE, True)] if column.tag else [])

    def _heads(self) -> None:
        pen = self.pen
        regret = wrap(self.spec.regret_head, self.regret_room - PAD, AXIS, bold=True)
        deep = max([len(regret), *(len(lines) for lines in self._lines)])
        bottom = pen.y + deep * self.leading + 12
        pen.say(PAD, bottom - 6, self.spec.plan_head, bold=True)
        for place, lines in enumerate(self._lines):
            right = self.plan_room + (place + 1) * self.room - PAD / 2
            for number, (line, size, bold) in enumerate(reversed(lines)):
                fill = "ink" if bold else "muted"
                y = bottom - 6 - number * self.leading
                pen.say(right, y, line, size=size, bold=bold, fill=fill, anchor="end")
        for number, line in enumerate(reversed(regret)):
            y = bottom - 6 - number * self.leading
            pen.say(pen.width - PAD / 2, y, line, bold=True, anchor="end")
        pen.line(0, bottom, pen.width, bottom, fill="ink", width=1.2)
        pen.y = bottom

    # -- rows ---------------------------------------------------------------------------------

    def _row(self, row: PlanRow) -> None:
        pen = self.pen
        room = self.plan_room - PAD - (4 if self.dense else PAD)
        label = wrap(row.label, room, TEXT, bold=True)
        under = [
            line
            for words in (row.sites, row.also_title)
            if words
            for line in wrap(words, room, AXIS)
            if not self.dense
        ]
        least = DENSE_ROW if self.dense else LEAST_ROW
        deep = max((len(self._under(row.cells[n])) for n in self.shown), default=1)
        least += (deep - 1) * self.leading if deep > 1 else 0.0
        height = max(least, (len(label) + len(under)) * self.leading + (6 if self.dense else 12))
        y = pen.y + (height - (len(label) + len(under)) * self.leading) / 2 + 12
        for number, line in enumerate(label):
            pen.say(PAD, y + number * self.leading, line, size=TEXT, bold=True)
        for number, line in enumerate(under, len(label)):
            pen.say(PAD, y + number * self.leading, line, fill="muted")
        for place, n in enumerate(self.shown):
            self._cell(row.cells[n], self.plan_room + place * self.room, height)
        self._regret(row, height)
        pen.line(0, pen.y + height, pen.width, pen.y + height)
        if row.safest:
            pen.bar(0, pen.y, 6, height, fill="ink")
            for y in (pen.y, pen.y + height):
                pen.line(0, y, pen.width, y, fill="ink", width=2)
        pen.y += height

    def _cell(self, cell: DecisionCell, x: float, height: float) -> None:
        pen, room = self.pen, self.room
        best, ranked = cell.state == "best", cell.state in {"best", "ranked"}
        fill = "ink" if ranked else "muted"
        with pen.marked("cell", of=f"plan:{cell.plan}|regime:{cell.regime}", tip=cell.aria):
            pen.bar(x + 1.5, pen.y + 1.5, room - 3, height - 3, fill=_fill(cell),
                    stroke=_edge(cell), dash="" if ranked else "3 2.5")  # fmt: skip
            if best:
                pen.bar(x + 2.5, pen.y + 2.5, room - 5, height - 5, fill="none", stroke="ink")
            right, middle = x + room - PAD / 2 - 3, pen.y + height / 2
            lines = self._under(cell)
            up = 2.0 + (len(lines) - 1) * self.leading / 2 if lines else -5.0
            pen.say(right, middle - up, cell.text, size=COST, bold=best, fill=fill, anchor="end")
            for number, line in enumerate(lines):
                y = middle + 17 - up + number * self.leading
                pen.say(right, y, line, bold=best, fill=fill, anchor="end")

    def _under(self, cell: DecisionCell) -> tuple[str, ...]:
        """Break what stands below a cost, where two languages are too wide for the cell."""
        if not cell.under:
            return ()
        return wrap(cell.under, self.room - PAD, AXIS, bold=cell.state == "best")

    def _regret(self, row: PlanRow, height: float) -> None:
        pen, y = self.pen, self.pen.y + height / 2 + 6
        word, right = self.spec.safest_word, self.pen.width - PAD / 2
        wide = width_of(word, AXIS, bold=True) + 12
        beside = wide + width_of(row.regret_text, REGRET, bold=True) + 14 <= self.regret_room
        if row.safest and not beside:
            y -= 9
            _tag(pen, right - wide, y + 3, word)
        pen.say(right, y, row.regret_text, size=REGRET, bold=True, anchor="end")
        if row.safest and beside:
            _tag(pen, pen.width - self.regret_room + 8, y - 15, word)


@dataclass(frozen=True)
class _Card:
    """A plan by itself: its name, a line for each outcome, its largest regret."""

    spec: DecisionSpec
    pen: FirmPen
    shown: tuple[int, ...]
    row: PlanRow

    def draw(self) -> None:
        """Draw the card and its frame."""
        pen, top = self.pen, self.pen.y + 10
        room = pen.width - 2 * CARD_PAD - 4
        y = pen.lines(CARD_PAD, top + 18, self.row.label, width=room, size=TEXT, bold=True)
        for words in (self.row.sites, self.row.also_title):
            if words:
                y = pen.lines(CARD_PAD, y, words, width=room, fill="muted")
        pen.y = y - 6
        for n in self.shown:
            self._outcome(self.spec.columns[n], self.row.cells[n])
        self._regret()
        height = pen.y - top
        pen.bar(0, top, pen.width, height, fill="none", stroke="ink" if self.row.safest else "rule")
        if self.row.safest:
            pen.bar(0, top, 6, height, fill="ink")

    def _outcome(self, column: Outcome, cell: DecisionCell) -> None:
        pen, words = self.pen, column.label + (f" ({column.tag})" if column.tag else "")
        best, ranked = cell.state == "best", cell.state in {"best", "ranked"}
        numbers = max(width_of(cell.text, COST, bold=best), width_of(cell.under, AXIS, bold=best))
        lines = wrap(words, pen.width - 3 * CARD_PAD - numbers - 6, AXIS)
        height = max(40.0, len(lines) * 15 + 12)
        fill = "ink" if ranked else "muted"
        with pen.marked("cell", of=f"plan:{cell.plan}|regime:{cell.regime}", tip=cell.aria):
            pen.bar(7, pen.y, pen.width - 8, height - 1.5, fill=_fill(cell), stroke=_edge(cell),
                    dash="" if ranked else "3 2.5")  # fmt: skip
            middle, right = pen.y + height / 2, pen.width - CARD_PAD
            for number, line in enumerate(lines):
                y = middle - len(lines) * 7.5 + 11 + number * 15
                pen.say(CARD_PAD + 3, y, line, fill=fill)
            up = 2.0 if cell.under else -5.0
            pen.say(right, middle - up, cell.text, size=COST, bold=best, fill=fill, anchor="end")
            if cell.under:
                pen.say(right, middle + 14, cell.under, bold=best, fill=fill, anchor="end")
        pen.y += height

    def _regret(self) -> None:
        pen, row = self.pen, self.row
        right = pen.width - CARD_PAD
        pen.say(right, pen.y + 22, row.regret_text, size=REGRET, bold=True, anchor="end")
        numbers = width_of(row.regret_text, REGRET, bold=True)
        tag = width_of(self.spec.safest_word, AXIS, bold=True) + 26 if row.safest else 0.0
        if row.safest:
            _tag(pen, right - numbers - tag, pen.y + 7, self.spec.safest_word)
        room = right - CARD_PAD - numbers - tag - 6
        after = pen.lines(CARD_PAD + 3, pen.y + 20, self.spec.regret_head, width=room)
        pen.y = max(pen.y + 32, after - 4)


def _edge(cell: DecisionCell) -> str:
    """Give the colour of a cell's frame; ranked cells have none."""
    if cell.state == "best":
        return "ink"
    return "" if cell.state == "ranked" else "muted"


def _tag(pen: FirmPen, x: float, y: float, words: str) -> None:
    """Write a word on ink."""
    room = width_of(words, AXIS, bold=True) + 12
    pen.bar(x, y, room, 20, fill="ink")
    pen.say(x + 6, y + 14.5, words, bold=True, fill="background")
