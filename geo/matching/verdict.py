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
    from collections.abc import Callable, Iterable, Sequence

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
        meaning, kind = row.meaning, row.hint.kind
        if meaning.kind and not meaning.clash and self._lies_in_hint(row):
            meaning = meaning._replace(kind="")  # 海西 in 青海 is the prefecture, not the group
            row = row._replace(meaning=meaning)
        if not meaning.entries or meaning.kind or meaning.clash or kind is Bearing.FOREIGN:
            return self._not_one(row) or self._unknown(row)
        if kind is Bearing.NONE:
            return self._found(row, meaning.entries)
        suggested = in_order(entry.key for entry in meaning.entries)[:MOST_SUGGESTED]
        if kind is Bearing.UNKNOWN:
            return _answer(row, Status.UNKNOWN, self._say.unknown_hint(row.hint.text), suggested)
        keys, within = row.hint.keys, self._tree.within
        inside = tuple(entry for entry in meaning.entries if within(entry.key, keys))
        if not inside:
            return _answer(row, Status.UNKNOWN, self._say.elsewhere(row.hint.text), suggested)
        return self._found(row, inside)

    def _lies_in_hint(self, row: Row) -> bool:
        keys = row.hint.keys
        return any(self._tree.within(entry.key, keys) for entry in row.meaning.entries)

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

    def _unknown(self, row: Row) -> Match:
        if row.meaning.coded:
            return _answer(row, Status.UNKNOWN, self._say.unknown_code())
        return _answer(row, Status.UNKNOWN, self._say.unknown(), self._near(row.cleaned))

    def _found(self, row: Row, entries: Sequence[Entry]) -> Match:
        """Settle which of the units that lie where the row says is meant."""
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
        if row.level is Level.PROVINCE and tree.is_whole_province(own):
            own = unit = RegionKey(Level.PROVINCE, own.code)
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
