"""Ask PlusN from Python: the same verbs as the command and the pages.

>>> import plusn
>>> plusn.atlas(level="city").spec.key_figures[0].number
'68,314'
"""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.errors import PlusNError
    from plusn.atlases import atlas
    from plusn.bounding import bounds
    from plusn.briefs.opening import brief
    from plusn.factbook import facts, sources
    from plusn.matching import match
    from plusn.point_counts import points
    from plusn.scenarios.firm import scenario
    from plusn.scenarios.makers import from_shipments, orlib, start
    from plusn.study import findings
    from plusn.supply_chain import supply

__all__ = [
    "PlusNError",
    "atlas",
    "bounds",
    "brief",
    "facts",
    "findings",
    "from_shipments",
    "match",
    "orlib",
    "points",
    "scenario",
    "sources",
    "start",
    "supply",
]

# Verb → module. A verb's module is imported when the verb is first used: geopandas takes a second.
_HOMES = {
    "PlusNError": "data.errors",
    "atlas": "plusn.atlases",
    "bounds": "plusn.bounding",
    "brief": "plusn.briefs.opening",
    "facts": "plusn.factbook",
    "findings": "plusn.study",
    "from_shipments": "plusn.scenarios.makers",
    "match": "plusn.matching",
    "orlib": "plusn.scenarios.makers",
    "points": "plusn.point_counts",
    "scenario": "plusn.scenarios.firm",
    "sources": "plusn.factbook",
    "start": "plusn.scenarios.makers",
    "supply": "plusn.supply_chain",
}

_ROOMS = ("data", "geo", "network", "briefing")


def _check_rooms() -> None:
    """Refuse to run on rooms of another program: their names are common words.

    Raises
    ------
    ImportError
        A room is found in another folder than PlusN's own.
    """
    home = Path(__file__).resolve().parent.parent
    for room in _ROOMS:
        spec = find_spec(room)
        found = Path(spec.origin).resolve() if spec is not None and spec.origin else None
        if found is None or found.parent.parent != home:
            raise ImportError(
                f"PlusN needs its own {room!r} in {home}, but Python finds {found}; "
                "install PlusN in an environment of its own"
            )


_check_rooms()


def __getattr__(name: str) -> object:
    """Import a verb when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"plusn has no {name!r}; its verbs are {', '.join(__all__)}")
    verb: object = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = verb
    return verb
