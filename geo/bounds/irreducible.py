"""A smallest set of statements that cannot all be true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import Contradiction, EvidenceProblem, PartsExceedWhole
from geo.bounds.statements import Kind
from geo.bounds.system import feasible
from geo.bounds.words import statement_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.bounds.hierarchy import Hierarchy
    from geo.bounds.statements import Statement
    from geo.region import Regions


def irreducible(statements: Sequence[Statement], hierarchy: Hierarchy) -> tuple[Statement, ...]:
    """Find contradictory statements of which dropping any one removes the contradiction.

    The statements are put into an order of their own first, so that the rows' order does not
    matter. The shortest contradictory prefix ends in a member of the set; it is kept and the
    search goes on before it (a deletion filter that drops whole tails: Chinneck 2008, §6.2).

    Returns an empty tuple when the statements agree.
    """
    rows = sorted(statements, key=lambda row: row.order)
    if feasible(rows, hierarchy):
        return ()
    kept: list[Statement] = []
    while feasible(kept, hierarchy):
        last = _shortest_prefix(rows, kept, hierarchy)
        kept.append(rows[last - 1])
        rows = rows[: last - 1]
    return tuple(sorted(kept, key=lambda row: row.order))


def _shortest_prefix(
    rows: Sequence[Statement], kept: Sequence[Statement], hierarchy: Hierarchy
) -> int:
    """Give the length of the shortest prefix that contradicts itself beside the kept ones."""
    agrees, contradicts = 0, len(rows)
    while contradicts - agrees > 1:
        middle = (agrees + contradicts) // 2
        if feasible([*kept, *rows[:middle]], hierarchy):
            agrees = middle
        else:
            contradicts = middle
    return contradicts


def contradiction(
    statements: Sequence[Statement], hierarchy: Hierarchy, regions: Regions, scale: int = 1
) -> EvidenceProblem | None:
    """Describe the contradiction in words, or give `None` where the statements agree."""
    core = irreducible(statements, hierarchy)
    if not core:
        return None
    kind = PartsExceedWhole if _parts_exceed_whole(core, hierarchy) else Contradiction
    headline = {
        PartsExceedWhole: "the parts add up to more than their whole",
        Contradiction: "these statements cannot all be true",
    }[kind]
    lines = "\n".join(f" - {statement_words(row, regions, scale)}" for row in core)
    return kind(
        f"{headline}:\n{lines}\nDrop or correct any one of these {len(core)}",
        remedy=_remedy(core),
    )


def _remedy(core: Sequence[Statement]) -> str:
    if any(row.premises for row in core):
        return "One of them is a premise: with --premises certain it is not used."
    return ""


def _parts_exceed_whole(core: Sequence[Statement], hierarchy: Hierarchy) -> bool:
    """Tell whether one unit's statement is the whole and all others speak of units inside it."""
    if any(row.kind not in {Kind.KNOWN, Kind.RANGE} for row in core):
        return False
    nodes = [hierarchy.find(row.keys[0]) for row in core]
    whole = min(nodes)
    if nodes.count(whole) > 1 or len(hierarchy.outermost([row.keys[0] for row in core])) != 1:
        return False
    high = core[nodes.index(whole)].high
    inside = [row for row in core if hierarchy.find(row.keys[0]) != whole]
    outer = set(hierarchy.outermost([row.keys[0] for row in inside]))
    lows = sum(row.low for row in inside if hierarchy.find(row.keys[0]) in outer)
    return high is not None and lows > high
