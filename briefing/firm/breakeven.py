"""Where the answer turns as one number moves: plans as lines, turning points as marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, model_validator

from briefing.catalogue import text
from briefing.firm.frame import FirmFigure, Money, Standing, sealed
from briefing.firm.period import no_totals, period, what_changes
from briefing.firm.record_parts import Rows, list_in, number_in, part, rows_of
from briefing.firm.scales import Axis, axis, money_axis
from briefing.firm.values import Moved
from briefing.firm.walk import sites_of
from briefing.names import listed
from briefing.spec import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.firm.frame import Record
    from briefing.firm.names import Names
    from briefing.spec import Language

SAME = 1e-6
Point = tuple[float, float]


class Mark(Part):
    """A value on the track: a turning point, today's value, or the value that is set.

    A turning point that is not exact lies somewhere from `low` to `high`; elsewhere both are
    `value`. `label` is the value in words, `says` what changes there, `text` both.
    """

    kind: Literal["turn", "today", "set"]
    value: float
    low: float
    high: float
    exact: bool = True
    label: str
    says: str = ""
    text: str = ""


class PlanLine(Part):
    """What a plan costs over the range; `best` are the pieces on which it is the cheapest.

    `known` tells whether the cost between two points is known, or only at the points. `current`:
    the cheapest at the value that is set, or else at today's.
    """

    id: str
    label: str
    points: Annotated[tuple[Point, ...], Field(min_length=1)]
    best: tuple[tuple[Point, Point], ...] = ()
    known: bool = True
    current: bool = False
    text: str


class BreakevenSpec(FirmFigure):
    """Plans over the range of a number, with the marks of its track.

    `how_sure` says in words whether the turning points are exact. `unit` is that of the cost.

    Raises
    ------
    pydantic.ValidationError
        A mark or a point lies outside the range.
    """

    kind: Literal["breakeven"] = "breakeven"
    label: str
    unit: str
    x: Axis
    y: Axis
    lines: tuple[PlanLine, ...]
    marks: tuple[Mark, ...]
    how_sure: str
    more_possible: bool

    @model_validator(mode="after")
    def _all_lies_in_the_range(self) -> BreakevenSpec:
        places = [mark.value for mark in self.marks]
        places += [x for line in self.lines for x, _ in line.points]
        slack = SAME * (self.x.high - self.x.low)
        if any(not self.x.low - slack <= place <= self.x.high + slack for place in places):
            raise ValueError("a mark lies outside the range")
        return self

    @property
    def turns(self) -> tuple[Mark, ...]:
        """Give the turning points."""
        return tuple(mark for mark in self.marks if mark.kind == "turn")


def marks(record: Record, names: Names, *, at: float | None = None) -> tuple[Mark, ...]:
    """List the marks of a slider's track: where the answer turns, today, and what is set.

    Parameters
    ----------
    record
        Of `breakeven`.
    at
        The slider's value, in the sense of the record's `op`.
    """
    moved = Moved.of(record, names.lang)
    low, high = _range(record)
    changes = {
        "point": rows_of(record, "points", kind="design"),  # the others are of flows alone
        "bracket": rows_of(record, "brackets"),
    }
    found = [
        _turn(row, kind, rows_of(record, "sites", at=kind, number=number), moved, names)
        for kind, rows in changes.items()
        for number, row in enumerate(rows, 1)
    ]
    found += [
        Mark(kind=kind, value=value, low=value, high=value, label=moved.say(value),
             text=text(f"detail.mark.{kind}", names.lang, value=moved.say(value)))
        for kind, value in (("today", moved.today), ("set", at))
        if value is not None and low <= value <= high
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda mark: (mark.value, mark.kind)))


def describe_breakeven(
    record: Record, names: Names, *, at: float | None = None, label: str = ""
) -> BreakevenSpec:
    """Describe where the answer turns over the range of a number.

    Parameters
    ----------
    record
        Of `breakeven`.
    at
        The slider's value; marked beside today's.
    label
        What the number is called; a rate of duty names itself.
    """
    lang, standing = names.lang, Standing.of(record)
    moved = Moved.of(record, lang)
    low, high = _range(record)
    moved_to = moved.today if at is None else at
    lines = _chosen(_lines(record, names), moved_to)
    costs = [cost for line in lines for _, cost in line.points]
    money = Money.of(costs, str(record["currency"]), lang)
    found = marks(record, names, at=at)
    sure = how_sure(record, found, lang)
    title = _title(found, moved, low, high, sure=bool(record["exact"]))
    subtitle = text(
        f"detail.breakeven.subtitle{'' if all(line.known for line in lines) else '.looked'}", lang,
        period=period(number_in(record, "weeks"), lang), unit=money.unit,
    )  # fmt: skip
    return sealed(
        BreakevenSpec(
            lang=lang,
            title=title,
            subtitle=subtitle,
            notice=standing.notice(lang),
            caution=standing.caution(lang),
            notes=(sure, *no_totals(list_in(record, "lacking"), names)),
            credits=standing.credits(lang),
            alt=text("detail.breakeven.alt", lang, title=title, sure=sure,
                     plans=text("detail.joint", lang).join(line.text for line in lines)),
            label=label or moved.label(names),
            unit=money.unit,
            x=axis(low, high, moved.say, about=5, title=label or moved.label(names)),
            y=money_axis(costs, lambda value: money.plain(value).removesuffix(".0")),
            lines=lines,
            marks=found,
            how_sure=sure,
            more_possible=bool(record["more_possible"]),
        )
    )  # fmt: skip


def how_sure(record: Record, found: Sequence[Mark], lang: Language) -> str:
    """Say whether the turning points are exact, and whether there may be more."""
    turns = [mark for mark in found if mark.kind == "turn"]
    if record["exact"]:
        key = "exact" if turns else "none"
    elif record["linear"]:
        key = "limit"
    else:
        key = "bracket" if turns else "not_seen"
    return text(f"detail.sure.{key}", lang)


def _turn(row: Mapping[str, Any], kind: str, changes: Rows, moved: Moved, names: Names) -> Mark:
    """Tell a turning point, or the interval that it lies in, with the sites that change."""
    lang = names.lang
    exact = kind == "point" and bool(row["exact"])
    low, high = (row["low"], row["high"]) if kind == "bracket" else (row["earliest"], row["latest"])
    value = float(row["value"]) if kind == "point" else (low + high) / 2
    sites = sites_of(changes)
    opens = [site for site in sites if site.change in {"opens", "closes"}]
    says = what_changes(opens or sites, names) or text("detail.mark.no_plan", lang)
    if exact:
        label = moved.say(value)
    else:
        begin, end = moved.ends(low, high)
        label = text("detail.mark.between", lang, low=begin, high=end,
                     width=moved.width(low, high))  # fmt: skip
    told = text("detail.mark.turn", lang, label=label, says=says)
    return Mark(kind="turn", value=value, low=low, high=high, exact=exact, label=label, says=says,
                text=told)  # fmt: skip


def _title(found: Sequence[Mark], moved: Moved, low: float, high: float, *, sure: bool) -> str:
    lang = moved.lang
    turns = [mark for mark in found if mark.kind == "turn"]
    span = {"low": moved.say(low), "high": moved.say(high)}
    if not turns:
        return text(f"detail.breakeven.title.{'none' if sure else 'not_seen'}", lang, **span)
    if len(turns) > 3:  # noqa: PLR2004 - more values are no title
        return text("detail.breakeven.title.many", lang, count=len(turns), **span)
    parts = [mark.label if mark.exact else _span(mark, moved) for mark in turns]
    exact = all(mark.exact for mark in turns)
    return text(f"detail.breakeven.title.{'at' if exact else 'in'}", lang,
                values=listed(parts, lang))  # fmt: skip


def _span(mark: Mark, moved: Moved) -> str:
    low, high = moved.ends(mark.low, mark.high)
    return text("detail.mark.span", moved.lang, low=low, high=high)


def _chosen(lines: tuple[PlanLine, ...], value: float | None) -> tuple[PlanLine, ...]:
    """Mark the plan that is the cheapest at a value."""
    if value is None:
        return lines
    found = next(
        (
            line.id
            for line in lines
            for piece in line.best
            if piece[0][0] - SAME <= value <= piece[1][0] + SAME
        ),
        None,
    )
    return tuple(line.model_copy(update={"current": line.id == found}) for line in lines)


def _lines(record: Record, names: Names) -> tuple[PlanLine, ...]:
    tables = part(record, "tables")
    low, high = _range(record)
    pieces: dict[str, Rows] = {}
    for row in tables["pieces"]:
        pieces.setdefault(str(row["open_plants"]), []).append(row)
    if pieces:
        return tuple(
            _line(plants, rows, low, high, names, record) for plants, rows in pieces.items()
        )
    looked: dict[str, list[Point]] = {}
    for row in tables["looks"]:
        if row["cost"] is not None:
            looked.setdefault(str(row["open_plants"]), []).append((row["value"], row["cost"]))
    return tuple(_plan(plants, points, (), names, record) for plants, points in looked.items())


def _line(
    plants: str, rows: Rows, low: float, high: float, names: Names, record: Record
) -> PlanLine:
    """Draw the sites of a plan over the whole range: the lowest of its lines everywhere."""
    lines = [(row["cost_at_low"], row["cost_at_high"]) for row in rows]

    def cost(value: float) -> float:
        share = (value - low) / (high - low)
        return min(float(begin + (end - begin) * share) for begin, end in lines)

    bends = {low, high, *(row["low"] for row in rows), *(row["high"] for row in rows)}
    points = [(value, cost(value)) for value in sorted(bends | _crossings(lines, low, high))]
    best = tuple(((row["low"], row["cost_low"]), (row["high"], row["cost_high"])) for row in rows)
    return _plan(plants, points, best, names, record)


def _crossings(lines: Sequence[Point], low: float, high: float) -> set[float]:
    found = set()
    for number, (a, b) in enumerate(lines):
        for c, d in lines[number + 1 :]:
            slope = (b - a) - (d - c)
            share = (c - a) / slope if slope else -1.0
            if 0 < share < 1:
                found.add(low + (high - low) * share)
    return found


def _plan(
    plants: str,
    points: Iterable[Point],
    best: tuple[tuple[Point, Point], ...],
    names: Names,
    record: Record,
) -> PlanLine:
    lang = names.lang
    at = tuple(points)
    money = Money.of([cost for _, cost in at], str(record["currency"]), lang)
    label = names.sites_text(plants)
    label = label[:1].upper() + label[1:]
    first, last = money.full(at[0][1]), money.full(at[-1][1])
    return PlanLine(
        id=plants or "none",
        label=label,
        points=at,
        best=best,
        known=bool(best),
        text=text("detail.breakeven.line", lang, plan=label, first=first, last=last),
    )


def _range(record: Record) -> tuple[float, float]:
    return number_in(record, "low"), number_in(record, "high")
