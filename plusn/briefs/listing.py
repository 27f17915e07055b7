"""What can be asked of a brief: those that are shipped, and every figure with its arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.brief_files import read_shipped, shipped_names
from plusn.briefs.reading import brief_of
from plusn.exhibits.registry import HOMES, home_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def lines() -> Iterator[str]:
    """List shipped briefs, then figures, a line each.

    Examples
    --------
    >>> next(lines())
    'Briefs:'
    """
    yield "Briefs:"
    for name in shipped_names():
        yield f"  {name:<14} {brief_of(read_shipped(name), name=name).title}"
    yield ""
    yield "Figures and their arguments:"
    for name in sorted(HOMES):
        yield f"  {name:<14} {', '.join(home_of(name).Asked.model_fields)}".rstrip()
