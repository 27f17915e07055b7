"""What a string may mean by itself, before a hint or a level leaves anything out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from data.codes import Level, province_of
from geo.matching.chain import goes_on, joint, may_go_on
from geo.matching.codes import read_code
from geo.matching.forms import Form
from geo.matching.index import Entry, Index
from geo.matching.parts import Cut, Parts
from geo.matching.postcode import without_postcode
from geo.matching.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.matching.codes import Codes
    from geo.matching.gazetteer import OldCode
    from geo.matching.parts import Part

# Words of a postal address below the city, as English writes them.
ADDRESS = re.compile(
    r"\d|\b(?:road|rd|street|st|avenue|ave|lane|town|township|village|building|bldg|block|floor|"
    r"park|zone|estate|subdistrict|centre|center|tower|plaza|unit|room|highway|lu|jie|zhen)\b",
    re.IGNORECASE,
)
# City of Shenzhen, Province of Guangdong: the kind stands first.
KIND_FIRST = re.compile(
    r"\b(?:the )?(city|municipality|province|prefecture|district|county) of ([^,;/()]+)",
    re.IGNORECASE,
)
QUARTER = re.compile("[东西南北中新老]区")  # of a park or a town; one is a district too
LONGEST = 200  # characters of an address
EMPTY = frozenset({"", "na", "nan", "null", "none", "nil", "无", "空", "空白"})


class Meaning(NamedTuple):
    """Hold what a string may mean.

    Parameters
    ----------
    entries
        Units that it may name; none where it is not known.
    kind
        ``country``, ``heading``, ``aggregate``, ``group`` or ``foreign``: it is no region.
    inside
        A place below these units is named.
    coded
        It is a code.
    old
        The abolished code that it is.
    clash
        Its parts contradict each other.
    blank
        There is nothing to look up.
    """

    entries: tuple[Entry, ...] = ()
    kind: str = ""
    inside: bool = False
    coded: bool = False
    old: OldCode | None = None
    clash: bool = False
    blank: bool = False


class Meanings:
    """Find what strings mean.

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
        self._parts = Parts(index, codes)

    def of(self, cleaned: str) -> Meaning:
        """Find what a cleaned text means: a code, a name, or names that lie in one another."""
        if digits := read_code(cleaned):
            return self._code(digits)
        key = fold(cleaned)
        if key in EMPTY:
            return Meaning(blank=True)
        if " of " in cleaned:
            cleaned = KIND_FIRST.sub(r"\2 \1", cleaned)
            key = fold(cleaned)
        entries, kind = self._index.find(key), self._index.kind(key)
        if entries and kind and kind != "country":
            return Meaning(entries, kind)
        if entries or kind:
            return Meaning(entries, kind)
        found = self._composite(cleaned)
        unsure = found.clash or not (found.entries or found.kind)
        return (unsure and self._before_postcode(cleaned)) or found

    def _before_postcode(self, cleaned: str) -> Meaning | None:
        """Read a name without the postal code after it, if it is one of the same province."""
        if not (parted := without_postcode(cleaned)):
            return None
        name, province = parted
        found = self.of(name)
        if found.clash or found.kind or not found.entries:
            return None
        agreed = all(province_of(entry.key.code) == province for entry in found.entries)
        return found if agreed else None

    def _code(self, digits: str) -> Meaning:
        found = self._codes.find(digits)
        form = Form.FULL if found.old is None else Form.FORMER
        entries = tuple(Entry(key, form) for key in found.keys)
        return Meaning(entries, inside=found.deeper, coded=True, old=found.old)

    def _composite(self, cleaned: str) -> Meaning:
        if len(cleaned) > LONGEST:
            return Meaning()
        cut = Cut.of(cleaned)
        whole, begun = self._parts.ways(cut)
        if whole:
            return self._agreed(whole)
        below = self._address(cut, begun) if may_go_on(cleaned) else None
        return below or self._after_address(cut) or Meaning()

    def _agreed(self, ways: Sequence[tuple[Part, ...]]) -> Meaning:
        """Join the readings of which the parts agree; the fewest parts say most."""
        chains = [(len(parts), joint(parts, self._index.tree)) for parts in ways]
        sound = [(count, found) for count, found in chains if not found.clash]
        if not sound:
            fewest = min(chains, key=lambda pair: pair[0])[1]
            return Meaning(fewest.entries, clash=True)
        least = min(count for count, _ in sound)
        best = [found for count, found in sound if count == least]
        kinds = sorted({found.kind for found in best} - {""})
        entries = {entry for found in best for entry in found.entries}
        return Meaning(tuple(sorted(entries)), kind=kinds[0] if kinds else "")

    def _address(self, cut: Cut, begun: Iterable[tuple[Part, ...]]) -> Meaning | None:
        """Read a beginning that names a unit and goes on with an address inside it."""
        for parts in begun:
            found = joint(parts, self._index.tree)
            if found.clash:
                if _names_a_unit(parts[-1]):
                    return Meaning(found.entries, clash=True)
                continue
            if not found.entries or not goes_on(parts, cut.rest(parts[-1].end)):
                continue
            if self._names_another(cut, parts[-1].end, found.entries):
                return Meaning(found.entries, clash=True)
            return Meaning(_all_alike(parts, found.entries), inside=True)
        return None

    def _names_another(self, cut: Cut, start: int, entries: Sequence[Entry]) -> bool:
        """Tell whether an address names, with its kind, a unit that lies elsewhere."""
        tree, own = self._index.tree, {entry.key for entry in entries}
        for part in self._parts.inside(cut, start):
            if _names_a_unit(part) and not any(
                tree.within(e.key, own) or any(tree.within(key, {e.key}) for key in own)
                for e in part.entries
            ):
                return True
        return False

    def _after_address(self, cut: Cut) -> Meaning | None:
        """Read an address in English, which begins with the smallest place."""
        for place in sorted(cut.breaks):
            if not ADDRESS.search(cut.text[: cut.spans[place][0]]):
                continue
            whole, _ = self._parts.ways(cut.after(place))
            if whole:
                found = self._agreed(whole)
                deep = all(entry.key.level > Level.PROVINCE for entry in found.entries)
                return found._replace(inside=True) if deep and found.entries else None
        return None


def _names_a_unit(part: Part) -> bool:
    """Tell whether a part of an address says its kind, and is no quarter: 科技园南区."""
    return part.says_its_kind and not QUARTER.fullmatch(part.key)


def _all_alike(parts: Sequence[Part], entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Prefer no unit before a zone that bears a bare name: 朝阳高新区 may lie in any 朝阳."""
    if len(parts) > 1 or parts[0].says_its_kind:
        return entries
    return tuple(Entry(entry.key, Form.FULL) for entry in entries if entry.form <= Form.BARE)
