"""Take a string apart into names that are known, without leaving anything over."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from geo.matching.codes import LENGTHS
from geo.matching.forms import Form
from geo.matching.index import Entry, Index
from geo.matching.text import fold, only_han

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.matching.codes import Codes

ATOM = re.compile(
    r"[\u3007\u3400-\u9fff\U00020000-\U0003ffff]|\d+|(?:(?![\u3400-\u9fff\d_])[\w'’])+"
)
BREAK = re.compile(r"[,、/|\\>;:()\[\]【】〔〕→&+。]")
JOINING = re.compile(r"\band\b|[与及]", re.IGNORECASE)
MOST_ATOMS = 80
MOST_WAYS = 24
SHORTEST_CODE = 4  # a shorter number in a longer text is a number


class Part(NamedTuple):
    """Hold one known part of a string.

    `kind` is blank for a region, else ``country``, ``heading`` or that of `NotRegion`.
    """

    key: str
    start: int
    end: int
    entries: tuple[Entry, ...] = ()
    kind: str = ""

    @property
    def says_its_kind(self) -> bool:
        """Tell whether the part says of what kind its unit is: 深圳市, a code."""
        return any(entry.form is Form.FULL for entry in self.entries)


class Cut(NamedTuple):
    """Hold the atoms of a string: characters of Chinese, words and numbers of the rest."""

    text: str
    spans: tuple[tuple[int, int], ...]
    keys: tuple[str, ...]
    breaks: frozenset[int]

    @classmethod
    def of(cls, text: str) -> Cut:
        """Cut a cleaned text into atoms."""
        if only_han(text) and not JOINING.search(text):
            return cls(text, tuple(pairwise(range(len(text) + 1))), tuple(text), frozenset())
        if JOINING.search(text):
            text = JOINING.sub("、", text)
        spans = tuple(found.span() for found in ATOM.finditer(text))
        breaks = {
            place
            for place, (one, two) in enumerate(pairwise(spans), 1)
            if one[1] < two[0] and BREAK.search(text, one[1], two[0])
        }
        return cls(text, spans, tuple(_key(text[a:b]) for a, b in spans), frozenset(breaks))

    def rest(self, start: int) -> str:
        """Give the text from an atom on."""
        return self.text[self.spans[start][0] :] if start < len(self.spans) else ""

    def after(self, start: int) -> Cut:
        """Give the atoms from one on."""
        breaks = frozenset(place - start for place in self.breaks if place > start)
        return Cut(self.text, self.spans[start:], self.keys[start:], breaks)


class Parts:
    """Find the ways in which a string is made of known parts.

    Parameters
    ----------
    index
        Names that are known.
    codes
        Codes that are known.
    """

    def __init__(self, index: Index, codes: Codes) -> None:
        self._index = index
        self._codes = codes

    def ways(self, cut: Cut) -> tuple[list[tuple[Part, ...]], Iterator[tuple[Part, ...]]]:
        """List the ways to read a whole string, and the beginnings that can be read.

        A beginning is listed for every part that can stand last in one, the longest first.
        """
        if not 0 < len(cut.spans) <= MOST_ATOMS:
            return [], iter(())
        edges = self._edges(cut)
        whole = _paths(edges, len(cut.spans)) if len(cut.spans) in edges else iter(())
        ends = sorted((end for end in edges if 0 < end < len(cut.spans)), reverse=True)
        begun = (path for end in ends for path in _paths(edges, end))
        return list(islice(whole, MOST_WAYS)), islice(begun, MOST_WAYS)

    def _edges(self, cut: Cut) -> dict[int, list[Part]]:
        """Give for each place that can be reached the parts that begin there."""
        edges: dict[int, list[Part]] = {}
        reached = {0}
        for start in range(len(cut.keys) + 1):
            if start in reached:
                edges[start] = parts = self._from(cut, start)
                reached.update(part.end for part in parts)
        return edges

    def _from(self, cut: Cut, start: int) -> list[Part]:
        beginnings, known, keys = self._index.beginnings, self._index.parts, cut.keys
        found: list[Part] = []
        key = ""
        for end in range(start + 1, len(keys) + 1):
            if end - 1 in cut.breaks and end - 1 > start:
                break
            key += keys[end - 1]
            # 粤深圳, 深圳(粤); but 云云 is no place, nor 西安吉.
            if key in known and (len(key) > 1 or start == 0 or start in cut.breaks):
                found.append(Part(key, start, end, *known[key]))
            elif key.isdigit():
                found += self._code(key, start, end)
            elif key not in beginnings:
                break
        return found

    def inside(self, cut: Cut, start: int) -> Iterator[Part]:
        """Give every known part from an atom on, wherever it begins."""
        for place in range(start, len(cut.keys)):
            yield from self._from(cut, place)

    def _code(self, digits: str, start: int, end: int) -> list[Part]:
        if len(digits) not in LENGTHS or len(digits) < SHORTEST_CODE:
            return []
        found = self._codes.find(digits)
        entries = tuple(Entry(key, Form.FULL) for key in found.keys)
        return [Part(digits, start, end, entries)] if entries else []


def _key(atom: str) -> str:
    return atom if len(atom) == 1 and not atom.isascii() else fold(atom)


def _paths(edges: dict[int, list[Part]], end: int) -> Iterator[tuple[Part, ...]]:
    """Give every sequence of parts from the beginning to a place, long parts first."""
    leading = {end}  # places from which the end can be reached: no other is worth a step
    for place in sorted(edges, reverse=True):
        if any(part.end in leading for part in edges[place]):
            leading.add(place)
    begun: list[tuple[tuple[Part, ...], int]] = [((), 0)]
    while begun:
        path, place = begun.pop()
        if place == end:
            yield path
        else:
            begun += [((*path, p), p.end) for p in edges[place] if p.end in leading]
