"""Settle which unit is meant among those that bear a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from data.codes import Level
from geo.matching.forms import Form
from geo.matching.hierarchy import RANKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from data.codes import RegionKey
    from geo.matching.hierarchy import Tree
    from geo.matching.index import Entry


GONE = frozenset({Form.DISSOLVED, Form.FORMER_BARE})


class Choice(NamedTuple):
    """Hold what is left: one unit is certain, several are not.

    `form` is how the name was written; `preferred` tells that units of a lower level bear the
    bare name too.
    """

    keys: tuple[RegionKey, ...]
    form: Form
    preferred: bool = False


def choose(entries: Iterable[Entry], tree: Tree, level: Level | None = None) -> Choice:
    """Apply the rules of docs/matching.md to the units that a key may stand for.

    Parameters
    ----------
    entries
        At least one, of which a hint has left out what lies elsewhere.
    tree
        Where units lie.
    level
        The level asked for; it decides where units of that level bear the name.
    """
    asked = list(entries)
    if len(asked) == 1:
        form = asked[0].form
        return Choice((asked[0].key,), Form.FORMER if form in GONE else form)
    if level is not None and any(tree.at(entry.key, level) for entry in asked):
        asked = [entry for entry in asked if tree.at(entry.key, level)]
    full = _of(asked, Form.FULL)
    bare = _of(asked, Form.BARE)
    if full and bare:  # 城区 in full, or 城区 short for another: nobody can tell
        return _with_dissolved(Choice(tuple({*full, *bare}), Form.BARE), asked, tree)
    if full:
        return _with_dissolved(Choice(full, Form.FULL), asked, tree)
    if bare:
        highest = min(map(tree.rank, bare))
        kept = tuple(key for key in bare if tree.rank(key) == highest)
        if highest == RANKS[Level.COUNTY]:
            kept = (*kept, *_zones_elsewhere(asked, kept, tree))
        return _with_dissolved(Choice(kept, Form.BARE, len(kept) < len(bare)), asked, tree)
    if zone := _of(asked, Form.ZONE):
        return Choice(zone, Form.ZONE)
    # 达县 was a county; 达县地区, in short 达县, was more.
    short = {entry.key for entry in asked}
    former = {entry.key for entry in asked if entry.form is not Form.FORMER_BARE} or short
    # A unit that became part of a city, and of one of its districts: the city is certain.
    cities = {key for key in former if key.level is not Level.PROVINCE}
    whole = tuple(key for key in former if not tree.within(key, cities - {key}))
    return Choice(whole, Form.FORMER)


def _of(entries: Iterable[Entry], form: Form) -> tuple[RegionKey, ...]:
    return tuple(entry.key for entry in entries if entry.form is form)


def _zones_elsewhere(
    entries: Iterable[Entry], counties: tuple[RegionKey, ...], tree: Tree
) -> Iterator[RegionKey]:
    """Give the units of zones and towns that bear a county's name: 桃园 is no 桃源县 (Taoyuan)."""
    answers = {tree.answers(key) for key in counties}
    return (key for key in _of(entries, Form.ZONE) if tree.answers(key) not in answers)


def _with_dissolved(choice: Choice, entries: Iterable[Entry], tree: Tree) -> Choice:
    """Doubt a county that has taken the name of a city dissolved into several.

    巢湖市 was a city until 2011 and is a county-level city of Hefei since: an older table means
    the former, whose parts lie in three cities.
    """
    gone = _of(entries, Form.DISSOLVED)
    if not gone or any(key.level is not Level.COUNTY for key in choice.keys):
        return choice
    answers = {tree.answers(key) for key in choice.keys}
    if answers == {tree.answers(key) for key in gone}:
        return choice
    return Choice(tuple({*choice.keys, *gone}), choice.form)
