"""Where the answer turns, as an exhibit: what plans cost as one number goes from end to end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.catalogue import text
from briefing.exhibit import Column, Exhibit, Record, Table
from briefing.firm.breakeven import describe_breakeven
from briefing.fitting import grown, in_room
from briefing.pairing import in_tongue
from data.errors import UnavailableMeasure, WrongColumns
from data.phrase import said
from network.case.choices import Op  # noqa: TC001 - pydantic reads it
from plusn.exhibits.drawing import Drawn
from plusn.exhibits.firm_case import Under, answer, case_of, day_of, names_in
from plusn.exhibits.firm_words import firm_exhibit, known_in_words

if TYPE_CHECKING:
    from briefing.exhibit import Picture, Room
    from briefing.firm.breakeven import BreakevenSpec
    from briefing.palette import Theme
    from briefing.spec import Language
    from network.case import Case

LEAST_PLOT = 100.0


class Asked(Under):
    """Which number moves, and how far; blank for the duty with most at stake."""

    table: str = ""
    where: str = ""
    column: str = ""
    op: Op = "set"
    low: float | None = None
    high: float | None = None


def show(asked: Asked, tongue: str) -> Drawn:
    """Make the figure for any document.

    Raises
    ------
    WrongColumns
        Only some of table, column, low and high are given.
    UnavailableMeasure
        None is given and the case has no duty to move.
    """
    case = case_of(asked)
    record = answer("breakeven", case, {**asked.under, **_parameter(asked, case)})
    names = names_in(case)

    def spec(lang: Language) -> BreakevenSpec:
        return describe_breakeven(record, names(lang))

    whole = in_tongue(spec, tongue)

    def draw(room: Room, theme: Theme) -> tuple[Picture, ...]:
        from briefing.backends.firm_breakeven_svg import HEIGHT  # noqa: PLC0415 - who draws waits
        from briefing.backends.firm_breakeven_svg import draw as drawn  # noqa: PLC0415

        def sized(width: float, height: float) -> str:
            def plot(high: float) -> str:
                return drawn(whole, theme=theme, width=width, high=high)

            return grown(plot, HEIGHT, height, LEAST_PLOT)

        return in_room(sized, room)

    def exhibit(lang: Language) -> Exhibit:
        return exhibit_of(spec(lang), str(record["currency"]), lang, asked.run_date or day_of(case))

    return Drawn(exhibit=in_tongue(exhibit, tongue), draw=draw)


def _parameter(asked: Asked, case: Case) -> dict[str, Any]:
    """Give the number that moves: the one asked for, or the first duty that a page offers."""
    given = (asked.table, asked.column, asked.low, asked.high)
    if all(value not in ("", None) for value in given):
        return {
            "table": asked.table, "where": asked.where, "column": asked.column, "op": asked.op,
            "low": asked.low, "high": asked.high,
        }  # fmt: skip
    if any(value not in ("", None) for value in given):
        raise WrongColumns(
            said("a number that moves needs its table, its column, and both ends of its range"),
            remedy=said("Write table, column, low and high."),
        )
    from plusn.desk.knobs import knobs  # noqa: PLC0415 - loaded only when it is asked

    for knob in knobs(case):
        if knob.group == "duty" and knob.kind == "slider" and len(knob.targets) == 1:
            (target,) = knob.targets
            return {
                "table": target.table, "where": target.where, "column": target.column,
                "op": knob.op, "low": knob.cell(knob.low), "high": knob.cell(knob.high),
            }  # fmt: skip
    raise UnavailableMeasure(
        said("the case has no duty that could move"),
        remedy=said("Write table, column, low and high."),
    )


def exhibit_of(spec: BreakevenSpec, money: str, lang: Language, as_of: str) -> Exhibit:
    """Give the words and numbers of the figure."""
    heads = (text("exhibit.breakeven.value", lang), text("exhibit.breakeven.says", lang))
    rows = tuple((mark.label, mark.says or mark.text) for mark in spec.marks)
    return firm_exhibit(
        "breakeven",
        spec,
        lang,
        as_of=as_of,
        caution=spec.caution,
        sentences=(*(mark.text for mark in spec.turns), spec.how_sure, *spec.notes),
        tables=(Table(columns=tuple(Column(head=h) for h in heads), rows=rows),) if rows else (),
        records=(_marks(spec, lang), _lines(spec, money, lang)),
    )


def _marks(spec: BreakevenSpec, lang: Language) -> Record:
    known = known_in_words(spec, lang)
    return Record(
        title=spec.label,
        heads=("kind", "value", "low", "high", "exact", "says", "how_we_know_it"),
        rows=tuple(
            (m.kind, m.value, m.low, m.high, "yes" if m.exact else "no", m.says, known)
            for m in spec.marks
        ),
    )


def _lines(spec: BreakevenSpec, money: str, lang: Language) -> Record:
    known = known_in_words(spec, lang)
    return Record(
        title=spec.label,
        heads=("plan", "value", f"cost_{money}", "how_we_know_it"),
        rows=tuple(
            (line.label, value, cost, known) for line in spec.lines for value, cost in line.points
        ),
    )
