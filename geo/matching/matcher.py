"""Find the region that each string names, or say why none can be found."""

from __future__ import annotations

from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING

from data.codes import Level
from geo.matching.agreement import agree
from geo.matching.codes import Codes
from geo.matching.hint import Hint
from geo.matching.index import Index
from geo.matching.meaning import Meaning, Meanings
from geo.matching.report import Match, MatchReport
from geo.matching.suggest import Suggestions
from geo.matching.text import as_text, clean, fold
from geo.matching.verdict import Row, Verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.codes import RegionKey
    from geo.matching.gazetteer import Gazetteer


class Matcher:
    """Match strings against what a gazetteer knows.

    Nothing of what is asked is kept: two users' tables never meet.

    Parameters
    ----------
    gazetteer
        Units, names, old codes, and what is no region.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._index = Index(gazetteer)
        self._codes = Codes(self._index.tree, gazetteer.old_codes)
        self._meanings = Meanings(self._index, self._codes)
        self._verdicts = Verdicts(self._index.tree, self._near)

    @cached_property
    def _suggestions(self) -> Suggestions:
        return Suggestions(self._index)

    def match(
        self,
        values: Iterable[object],
        provinces: Iterable[object] | None = None,
        codes: Iterable[object] | None = None,
        level: Level | None = None,
    ) -> MatchReport:
        """Find the region of every row; each distinct row is worked out once.

        Parameters
        ----------
        values
            Names or codes, one for each row.
        provinces
            The province of each row, blank where not known; any unit that the row lies in will do.
        codes
            A code beside each name, blank where not known; it must agree with the name.
        level
            The level asked for, which decides where units of several levels bear a name.

        Returns
        -------
        MatchReport
            One match for each row, in order.

        Raises
        ------
        ValueError
            The columns are not of the same length.
        """
        asked = [as_text(value) for value in values]
        beside = [
            repeat("", len(asked)) if column is None else map(as_text, column)
            for column in (provinces, codes)
        ]
        # What a text means is worth keeping only where it comes again beside something else.
        again = provinces is not None or codes is not None
        run = _Run(self._index, self._meanings, self._verdicts, level, again=again)
        known: dict[tuple[str, str, str], Match] = {}
        rows = []
        for row in zip(asked, *beside, strict=True):
            if row not in known:
                known[row] = run.match(*row)
            rows.append(known[row])
        return MatchReport(tuple(rows))

    def levels(self, text: str) -> frozenset[Level]:
        """Give the levels of the units that a text may mean; none if it means none."""
        meaning = self._meanings.of(clean(text))
        if meaning.clash or meaning.kind:
            return frozenset()
        found = {entry.key.level for entry in meaning.entries}
        whole = any(self._index.tree.is_whole_province(entry.key) for entry in meaning.entries)
        return frozenset(found | {Level.PROVINCE} if whole else found)

    def kind(self, text: str) -> str:
        """Tell of what kind a text is that is no region of ours; blank for all else.

        ``country``, ``aggregate`` (合计, Other), ``group`` (珠三角), ``heading`` (市辖区) or
        ``foreign``.
        """
        return self._meanings.of(clean(text)).kind

    def suggest(self, text: str) -> tuple[RegionKey, ...]:
        """List at most five units whose names are nearly a text, sorted by (level, code).

        None is ever taken by itself: the user confirms one.
        """
        return self._near(clean(text))

    def _near(self, cleaned: str) -> tuple[RegionKey, ...]:
        return self._suggestions.near(fold(cleaned))


class _Run:
    """Answer the rows of one table; what it remembers goes with it."""

    def __init__(
        self,
        index: Index,
        meanings: Meanings,
        verdicts: Verdicts,
        level: Level | None,
        *,
        again: bool,
    ) -> None:
        self._tree = index.tree
        self._meanings = meanings
        self._verdicts = verdicts
        self._level = level
        self._again = again
        self._read: dict[str, tuple[str, Meaning]] = {}
        self._hints: dict[str, Hint] = {"": Hint()}

    def match(self, value: str, province: str, code: str) -> Match:
        """Answer one row."""
        cleaned, meaning = self._meaning(value)
        if code:
            meaning = agree(self._meaning(code)[1], meaning, self._tree)
        row = Row(value, cleaned, meaning, self._hint(province), self._level)
        return self._verdicts.of(row)

    def _meaning(self, text: str) -> tuple[str, Meaning]:
        if text in self._read:
            return self._read[text]
        cleaned = clean(text)
        found = cleaned, self._meanings.of(cleaned)
        if self._again:
            self._read[text] = found
        return found

    def _hint(self, text: str) -> Hint:
        if text not in self._hints:
            cleaned, meaning = self._meaning(text)
            self._hints[text] = Hint.of(cleaned, meaning, self._tree)
        return self._hints[text]
