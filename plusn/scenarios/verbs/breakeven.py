"""Where the best plan changes as a number moves: exact values, or intervals that say they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import UncertifiedResult
from data.phrase import Sites, joined, said
from network.case.diff import marked
from network.case.where import BLANK
from network.engine.solve import TIME_LIMIT
from network.evaluate import TOLERANCE
from network.explain.breakeven import Breakpoints, breakpoints
from network.explain.parameter import same_policy
from plusn.scenarios.report import Report
from plusn.scenarios.running import incomplete
from plusn.scenarios.told import amount
from plusn.scenarios.verbs.common import (
    changes_in_words,
    confirmed_cost,
    notes_once,
    plants_open,
    site_changes,
    standing,
)
from plusn.scenarios.verbs.standing import standing_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from network.engine.plan import Site
    from network.explain.bracket import Bracket, Looked
    from network.explain.breakeven import BreakEven
    from network.explain.lines import Piece
    from network.explain.parameter import Parameter
    from plusn.scenarios.questions import Question
    from plusn.scenarios.tables import Cell, Rows

SIGNS = {"set": "", "add": "+", "mul": "× "}


def breakeven_report(
    asked: Question,
    parameter: Parameter,
    low: float,
    high: float,
    *,
    seconds: float = TIME_LIMIT,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Find where the best plan changes as a number goes from one value to another.

    Parameters
    ----------
    asked
        The case, with its policy.
    parameter
        The cells that are moved, and whether to a value or by one.
    low, high
        Ends of the range.
    seconds
        Time limit of each solve.
    progress
        Told how many solves are done.

    Raises
    ------
    BadValue
        The range is empty, or the column holds no numbers.
    UnknownChoice
        There is no such table or column.
    Problems
        The number cannot take a value at an end, or nothing matches.
    Infeasible, ScenarioProblem
        There is no plan, or none was found in time.
    UncertifiedResult
        The second opinion does not confirm what two plans cost; nothing is shown.
    """
    parameter.whole()  # refuses what is no number before anything is solved
    parameter.at(asked.case, low)
    found = breakpoints(
        asked.case, asked.policy, parameter, low, high, seconds=seconds, progress=progress
    )
    look = _Confirm(asked, parameter, seconds)
    look.all(found)
    sentences = _sentences(asked, found)
    notes = notes_once([standing(asked.case, asked.base), *look.lacking])
    return Report(
        record={
            "scenario": asked.label,
            "parameter": str(parameter),
            "table": parameter.table,
            "where": parameter.where,
            "column": parameter.column,
            "op": parameter.op,
            "now": list(parameter.now(asked.case)),
            "entered": list(parameter.now(asked.base)),
            "low": low,
            "high": high,
            "exact": found.exact,
            "linear": found.linear,
            "more_possible": found.more_possible,
            "solves": found.solves,
            "flow_solves": found.flow_solves,
            "currency": asked.case.general.currency,
            "weeks": asked.case.general.weeks,
            "sentences": sentences,
            "standing": standing_record(asked.case, asked.base),
            "lacking": list(notes_once(look.lacking)),
            "notes": list(notes),
        },
        tables={
            "points": [_point(asked, one) for one in (*found.points, *found.flow_points)],
            "brackets": [_bracket(asked, one) for one in found.brackets],
            "pieces": [_piece(asked, found, one) for one in found.pieces],
            "looks": [_look(asked, one) for one in found.looks],
            "sites": _sites(found),
        },
        lines=(*notes, *sentences),
    )


class _Confirm:
    """Price both plans of a change once more, and have the costs confirmed."""

    def __init__(self, asked: Question, parameter: Parameter, seconds: float) -> None:
        self._asked, self._parameter, self._seconds = asked, parameter, seconds
        self.lacking: list[list[str]] = []

    def all(self, found: Breakpoints) -> None:
        """Confirm every cost that is told."""
        for point in (*found.points, *found.flow_points):
            self.point(point)
        for bracket in found.brackets:
            self.bracket(bracket)
        for piece in found.pieces:
            self.costs(piece.low, piece.line.sites, piece.line.at(piece.low))

    def point(self, point: BreakEven) -> None:
        """Confirm that both plans cost what is told where they cost the same."""
        for sites in {point.before, point.after}:
            self.costs(point.value, sites, point.cost)

    def bracket(self, bracket: Bracket) -> None:
        """Confirm the costs at the ends of an interval."""
        for value, sites, cost in (
            (bracket.low, bracket.before, bracket.cost_low),
            (bracket.high, bracket.after, bracket.cost_high),
        ):
            if cost is not None:
                self.costs(value, sites, cost)

    def costs(self, value: float, sites: tuple[Site, ...], told: float) -> None:
        """Compare a cost with that of the same sites, solved and priced anew.

        Raises
        ------
        UncertifiedResult
            They differ.
        """
        case = self._parameter.at(self._asked.case, value)
        policy = same_policy(case, self._asked.policy)
        again = confirmed_cost(case, sites, policy, seconds=self._seconds)
        self.lacking.append(incomplete(case, again))
        priced = again.objective
        if abs(priced - told) > TOLERANCE * max(1.0, abs(told)):
            raise UncertifiedResult(
                said(
                    "a plan costs {priced:.9g} at {value:g}, not {told:.9g}; nothing is shown",
                    priced=priced,
                    value=value,
                    told=told,
                ),
                where=self._parameter.words,
                remedy=said("Please report this with the case: it is a mistake of ours."),
            )


def _point(asked: Question, point: BreakEven) -> dict[str, Cell]:
    return {
        "kind": point.kind,
        "value": point.value,
        "exact": point.proven,
        "earliest": point.earliest,
        "latest": point.latest,
        "cost": point.cost,
        "before": plants_open(asked.case, point.before),
        "after": plants_open(asked.case, point.after),
        "changes": changes_in_words(point.changes),
    }


def _bracket(asked: Question, one: Bracket) -> dict[str, Cell]:
    return {
        "low": one.low,
        "high": one.high,
        "width": one.width,
        "certain": one.certain,
        "cost_low": one.cost_low,
        "cost_high": one.cost_high,
        "before": plants_open(asked.case, one.before),
        "after": plants_open(asked.case, one.after),
        "changes": changes_in_words(one.changes),
    }


def _piece(asked: Question, found: Breakpoints, one: Piece) -> dict[str, Cell]:
    """Tell where a plan is the cheapest, and what it costs there and at the ends of the range."""
    return {
        "low": one.low,
        "high": one.high,
        "cost_low": one.line.at(one.low),
        "cost_high": one.line.at(one.high),
        "cost_at_low": one.line.at(found.low),
        "cost_at_high": one.line.at(found.high),
        "open_plants": plants_open(asked.case, one.line.sites),
    }


def _look(asked: Question, one: Looked) -> dict[str, Cell]:
    return {
        "value": one.value,
        "cost": one.cost,
        "open_plants": plants_open(asked.case, one.sites),
    }


def _sites(found: Breakpoints) -> Rows:
    """List the sites that change at every point and in every interval, by its number from 1."""
    points = [
        row
        for number, point in enumerate(found.points, 1)
        for row in site_changes(point.changes, at="point", number=number)
    ]
    return points + [
        row
        for number, one in enumerate(found.brackets, 1)
        for row in site_changes(one.changes, at="bracket", number=number)
    ]


def _sentences(asked: Question, found: Breakpoints) -> list[str]:
    values = found.parameter.now(asked.case)
    now = joined(
        ", ", (_cell(found, f"{value:g}") if value is not None else BLANK for value in values)
    )
    lines: list[str] = [said("{number}: now {now}", number=found.parameter.words, now=now)]
    lines += [_point_told(asked, found, point) for point in found.points]
    lines += [_bracket_told(found, one) for one in found.brackets]
    if not found.points and not found.brackets:
        lines.append(_nothing(found))
    if found.flow_points:
        told = joined(", ", (_value(found, point.value) for point in found.flow_points))
        lines.append(said("Flows alone change at {values}.", values=told))
    lines.append(_how_sure(found))
    lines.append(
        said(
            "{solves} solves in whole numbers, {flows} of flows alone; costs confirmed without the "
            "solver.",
            solves=found.solves,
            flows=found.flow_solves,
        )
    )
    return lines


def _nothing(found: Breakpoints) -> str:
    low, high = _value(found, found.low), _value(found, found.high)
    if found.exact:
        return said("Between {low} and {high} the same sites are best.", low=low, high=high)
    return said("Between {low} and {high} no change of sites was found.", low=low, high=high)


def _value(found: Breakpoints, value: float) -> str:
    digits = f"{SIGNS[found.parameter.op]}{value:.9g}"
    return _cell(found, digits) if found.parameter.op == "set" else digits


def _cell(found: Breakpoints, digits: str) -> str:
    """Mark a value as what its column holds, so that a page can show per cent."""
    return marked(found.parameter.table, found.parameter.column, digits)


def _point_told(asked: Question, found: Breakpoints, point: BreakEven) -> str:
    what = said(
        "{changes}; {plants}",
        changes=changes_in_words(point.changes),
        plants=_plants(asked, point),
    )
    if not point.proven:
        return said(
            "Somewhere between {low} and {high}: {what}.",
            low=_value(found, point.earliest),
            high=_value(found, point.latest),
            what=what,
        )
    return said(
        "At {value} exactly: {what}; both plans cost {cost} {money} there.",
        value=_value(found, point.value),
        what=what,
        cost=amount(point.cost),
        money=asked.case.general.currency,
    )


def _plants(asked: Question, point: BreakEven) -> str:
    before, after = (_open(asked, sites) for sites in (point.before, point.after))
    return said("plants {before} below, {after} above", before=before, after=after)


def _open(asked: Question, sites: tuple[Site, ...]) -> str:
    opened = plants_open(asked.case, sites)
    return Sites(opened) if opened else said("none")


def _bracket_told(found: Breakpoints, one: Bracket) -> str:
    what: str = changes_in_words(one.changes)
    if not what:
        what = said("on one side no plan meets what must be delivered")
    sure = said("not certain: the two plans may tie, or a solve ended early")
    if one.certain:
        sure = said("certain")
    return said(
        "A change lies between {low} and {high} (width {width:.3g}; {sure}): {what}.",
        low=_value(found, one.low),
        high=_value(found, one.high),
        width=one.width,
        sure=sure,
        what=what,
    )


def _how_sure(found: Breakpoints) -> str:
    if found.exact:
        return said("The values are exact, and there are no others in the range.")
    if found.linear:
        return said(
            "A solve ended at its limit: intervals, not values; further changes are possible."
        )
    return said(
        "This number is not linear in the cost: intervals, not values; further changes may lie "
        "between the values looked at."
    )
