"""A row that has a code and a name: both must stand for one unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.matching.hierarchy import Tree
    from geo.matching.index import Entry
    from geo.matching.meaning import Meaning


def agree(code: Meaning, name: Meaning, tree: Tree) -> Meaning:
    """Join what a row's code and its name mean.

    A code that is blank leaves the name, a name that is blank or not known leaves the code. Where
    both are known, the code decides among the units so named; if it is none of them, neither
    counts.
    """
    if code.blank or name.kind:
        return name
    if not code.entries or name.blank or not (name.entries or name.clash):
        return name if not code.entries and not name.entries else _only(code, name)
    kept = tuple(entry for entry in code.entries if _fits(entry, name, tree))
    if kept and not name.clash:
        return code._replace(entries=kept)
    return code._replace(entries=(*code.entries, *name.entries), coded=True, clash=True)


def _only(code: Meaning, name: Meaning) -> Meaning:
    """Take the code where the name is not known; an unknown code leaves a known name in doubt."""
    return code if code.entries else name._replace(clash=True, coded=True)


def _fits(entry: Entry, name: Meaning, tree: Tree) -> bool:
    """Tell whether a code's unit is counted where one of the units so named is."""
    return any(
        tree.answers(entry.key) == tree.answers(named.key)
        and (tree.within(entry.key, {named.key}) or tree.within(named.key, {entry.key}))
        for named in name.entries
    )
