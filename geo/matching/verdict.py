"""From what a string may mean, and what its row says beside it, to one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from data.codes import Level, RegionKey
from geo.matching.choose import Choice, choose
from geo.matching.forms import Form
from geo.matching.hierarchy import in_order
from geo.matching.hint import Bearing
from geo.matching.reasons import Reasons
from geo.matching.report import Match, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from data.phrase import Told
    from geo.matching.hierarchy import Tree
    from geo.matching.hint import Hint
    from geo.matching.index import Entry
    from geo.matching.meaning import Meaning

MOST_SUGGESTED = 5


class Row(NamedTuple):
    """Hold one row as it was given and as it was looked up."""

    raw: str
    cleaned: str
    meaning: Meaning
    hint: Hint
    level: Level | None


class Verdicts:
    """Decide rows.

    Parameters
    ----------
    tree
        Where units lie.
    near
        Gives the units whose names are nearly a cleaned text.
    """

    def __init__(self, tree: Tree, near: Callable[[str], tuple[RegionKey, ...]]) -> None:
        self._tree = tree
        self._near = near
        self._say = Reasons(tree)

    def of(self, row: Row) -> Match:
        """Decide one row by the rules of docs/matching.md, the first that applies."""
        return self._not_one(row) or self._unfound(row) or self._found(row)

    def _not_one(self, row: Row) -> Match | None:
        """Answer a row that names no region, or several that contradict each other."""
        meaning, say = row.meaning, self._say
        if meaning.blank:
            return _answer(row, Status.UNKNOWN, say.blank())
        if meaning.clash:
            keys = _keys(meaning.entries)
            why = say.code_and_name() if meaning.coded else say.contradiction(len(keys))
            return _answer(row, Status.AMBIGUOUS, why, keys)
        if meaning.kind and meaning.entries:
            why = say.region_or_not()
            return _answer(row, Status.AMBIGUOUS, why, _keys(meaning.entries))
        if meaning.kind or row.hint.kind is Bearing.FOREIGN:
            foreign = (meaning.kind or "foreign") == "foreign"
            status = Status.OUT_OF_SCOPE if foreign else Status.AGGREGATE
            return _answer(row, status, say.not_region(meaning.kind or "foreign"))
        return None

    def _unfound(self, row: Row) -> Match | None:
        """Answer a row of which nothing is known, or nothing where it says it lies."""
        meaning, hint, say = row.meaning, row.hint, self._say
        if not meaning.entries:
            why = say.unknown_code() if meaning.coded else say.unknown()
            near = () if meaning.coded else self._near(row.cleaned)
            return _answer(row, Status.UNKNOWN, why, near)
        suggested = _keys(meaning.entries)[:MOST_SUGGESTED]
        if hint.kind is Bearing.UNKNOWN:
            return _answer(row, Status.UNKNOWN, say.unknown_hint(hint.text), suggested)
        if not self._inside(row):
            return _answer(row, Status.UNKNOWN, say.elsewhere(hint.text), suggested)
        return None

    def _inside(self, row: Row) -> list[Entry]:
        """Give the units that lie where the row says."""
        entries, hint = row.meaning.entries, row.hint
        if hint.kind is not Bearing.PLACE:
            return list(entries)
        return [entry for entry in entries if self._tree.within(entry.key, hint.keys)]

    def _found(self, row: Row) -> Match:
        entries = self._inside(row)
        choice = choose(entries, self._tree, row.level)
        if row.level is None and (doubtful := _itself_or_part(entries, choice, row.hint)):
            choice = Choice(doubtful, Form.BARE)
        keys = in_order(choice.keys)
        if len(keys) > 1:
            why = self._say.several(len(keys), row.meaning.old)
            return _answer(row, Status.AMBIGUOUS, why, keys)
        return self._one(row, keys[0], choice, narrowed=len(entries) < len(row.meaning.entries))

    def _one(self, row: Row, own: RegionKey, choice: Choice, *, narrowed: bool) -> Match:
        tree, say, meaning = self._tree, self._say, row.meaning
        unit = tree.answers(own)
        if row.level is Level.PROVINCE and tree.is_whole_province(own):
            own = unit = RegionKey(Level.PROVINCE, own.code)
        if choice.form is Form.FORMER:
            status, why = Status.HISTORICAL, say.former(own, meaning.old)
        elif own.level is Level.PROVINCE and row.level is not Level.PROVINCE:
            status, why = Status.PROVINCE, say.province(own)
        elif own != unit or meaning.inside or choice.form is Form.ZONE:
            status, why = Status.ROLLED_UP, say.inside(own, unit, deeper=meaning.inside)
        else:
            status = Status.MATCHED
            why = (
                say.coded(own)
                if meaning.coded
                else say.named(own, preferred=choice.preferred, hinted=narrowed)
            )
        return _answer(row, status, why, unit=unit, own=own)


def _itself_or_part(
    entries: Iterable[Entry], choice: Choice, hint: Hint
) -> tuple[RegionKey, ...] | None:
    """Doubt a bare name that is the hint's own and that of a unit inside it: 吉林 in 吉林."""
    if choice.form is not Form.BARE or not choice.preferred or hint.keys.isdisjoint(choice.keys):
        return None
    return tuple(entry.key for entry in entries if entry.form is Form.BARE)


def _keys(entries: Iterable[Entry]) -> tuple[RegionKey, ...]:
    return in_order(entry.key for entry in entries)


def _answer(
    row: Row,
    status: Status,
    why: Told,
    candidates: tuple[RegionKey, ...] = (),
    *,
    unit: RegionKey | None = None,
    own: RegionKey | None = None,
) -> Match:
    return Match(
        raw=row.raw,
        cleaned=row.cleaned,
        status=status,
        reason=why,
        unit=unit,
        own=own,
        level=own.level if own else None,
        candidates=candidates,
    )
