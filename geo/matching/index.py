"""Every key that is known, and what it may stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.matching.codes import is_city_code
from geo.matching.forms import Form, former_forms, forms_of
from geo.matching.gazetteer import Name, Source
from geo.matching.hierarchy import Tree
from geo.matching.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.codes import RegionKey
    from geo.matching.gazetteer import Gazetteer, OldCode

COUNTRY = (
    *("中国", "中华人民共和国", "中国大陆", "中国内地", "China", "PRC", "P.R. China"),
    *("People's Republic of China", "The People's Republic of China", "Mainland China"),
    *("China Mainland", "Chinese Mainland", "CN", "CHN"),
)
# Headings between a province or city and what lies in it: they add nothing to a name.
HEADINGS = (
    "市辖区",
    "省直辖县级行政区划",
    "自治区直辖县级行政区划",
    "省直辖行政单位",
    "直辖县级行政单位",
)
# Names in lists of old codes that name no place.
NAMELESS = frozenset({"市辖区", "县", "郊区", "省直辖县级行政区划", "自治区直辖县级行政区划"})


class Entry(NamedTuple):
    """Hold a unit that a key may stand for, and in which form."""

    key: RegionKey
    form: Form


class Index:
    """Find units by the key of a name.

    Parameters
    ----------
    gazetteer
        What is known.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.tree = Tree(gazetteer.units)
        self._entries: dict[str, dict[RegionKey, Form]] = {}
        for unit in gazetteer.units:
            self._add_name(Name(text=unit.name, source=Source.FULL, key=unit.key))
        for name in gazetteer.names:
            self._add_name(name)
        for old in gazetteer.old_codes:
            self._add_old(old)
        everything = {
            key: tuple(Entry(*item) for item in found.items())
            for key, found in self._entries.items()
        }
        alone = {
            key: tuple(entry for entry in entries if entry.form is not Form.TOWN)
            for key, entries in everything.items()
        }
        self.names = {key: entries for key, entries in alone.items() if entries}
        self.not_regions = {fold(clean(row.text)): row.kind for row in gazetteer.not_regions}
        self.country = frozenset(fold(clean(text)) for text in COUNTRY)
        self.parts = self._parts(everything)
        # A text that begins no name cannot go on to be one: composites need not look further.
        self.beginnings = frozenset(
            key[:end] for key in self.parts for end in range(1, len(key) + 1)
        )

    def _add_name(self, name: Name) -> None:
        key = self.tree.settle(name.key)
        if key in self.tree:
            self._add(key, forms_of(name, self.tree.names[key]))

    def _add_old(self, old: OldCode) -> None:
        """Add the name of an old code, where the names do not say better what became of it."""
        if old.name in NAMELESS:
            return
        text = clean(old.name)
        divided = len(old.successors) > 1 and is_city_code(old.code) and text.endswith("市")
        if not divided and fold(text) in self._entries:
            return
        for successor in old.successors:
            key = self.tree.settle(successor)
            if key in self.tree:
                form = Form.DISSOLVED if divided else Form.FORMER
                self._add(key, former_forms(text, form))

    def _add(self, key: RegionKey, forms: Iterable[tuple[str, Form]]) -> None:
        for text, form in forms:
            if text:
                held = self._entries.setdefault(text, {})
                held[key] = min(form, held.get(key, form))

    def _parts(
        self, names: dict[str, tuple[Entry, ...]]
    ) -> dict[str, tuple[tuple[Entry, ...], str]]:
        """List what a part of a longer text may be: units, or the kind of what is none."""
        found: dict[str, tuple[tuple[Entry, ...], str]] = {
            key: ((), kind) for key, kind in self.not_regions.items()
        }
        found |= dict.fromkeys(HEADINGS, ((), "heading"))
        found |= dict.fromkeys(self.country, ((), "country"))
        whole = self.tree.is_whole_province
        for key, entries in names.items():
            # 粤, 京: only provinces are known by one character.
            known = entries if len(key) > 1 else tuple(e for e in entries if whole(e.key))
            if known:
                found[key] = (known, "")
        return found

    def kind(self, key: str) -> str:
        """Tell of what kind a folded text is that is no region; blank where it is not known."""
        if key in self.country:
            return "country"
        return "heading" if key in HEADINGS else self.not_regions.get(key, "")

    def find(self, key: str) -> tuple[Entry, ...]:
        """Give what a folded text may stand for; nothing where it is not known."""
        return self.names.get(key, ())
