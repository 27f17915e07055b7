"""What goes between the page's process and a worker: JSON lines, sentences and problems whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from data import errors
from data.errors import Cell, PlusNError, Problems, Spot
from data.phrase import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

MARK = "$"

KINDS: dict[str, type[PlusNError]] = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, PlusNError)
}


def write_line(message: Mapping[str, Any]) -> bytes:
    r"""Write a message as one line of JSON; dates become their ISO text.

    Examples
    --------
    >>> write_line({"ready": True})
    b'{"ready":true}\n'
    """
    text = json.dumps(
        message, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=str
    )
    return text.encode() + b"\n"


def read_line(line: bytes) -> dict[str, Any]:
    """Read a message."""
    message: dict[str, Any] = json.loads(line)
    return message


def pack(thing: object) -> Any:  # noqa: ANN401 - what JSON holds
    """Give what JSON holds of a record, its sentences and marked texts with all that they know.

    Examples
    --------
    >>> from data.phrase import Site
    >>> pack({"open": [Site("P_SZ")], "$": 1})
    {'open': [{'$site': 'P_SZ'}], '$$': 1}
    """
    if isinstance(thing, dict):
        return {(MARK + key if key.startswith(MARK) else key): pack(one)
                for key, one in thing.items()}  # fmt: skip
    if isinstance(thing, (list, tuple)):
        return [pack(one) for one in thing]
    if isinstance(thing, Spot):
        return {"$spot": pack(thing.words), "cells": [list(cell) for cell in thing.cells]}
    return to_plain(thing)


def unpack(thing: object) -> Any:  # noqa: ANN401 - what JSON holds
    """Give a record back as it was packed.

    Examples
    --------
    >>> unpack({"open": [{"$site": "P_SZ"}], "$$": 1})
    {'open': ['P_SZ'], '$': 1}
    """
    if isinstance(thing, list):
        return [unpack(one) for one in thing]
    if not isinstance(thing, dict):
        return thing
    if "$spot" in thing:
        return Spot.of(unpack(thing["$spot"]), *(Cell(*cell) for cell in thing["cells"]))
    if any(key.startswith(MARK) and not key.startswith(MARK * 2) for key in thing):
        return from_plain(thing)
    return {(key[1:] if key.startswith(MARK) else key): unpack(one) for key, one in thing.items()}


def pack_problem(problem: PlusNError) -> dict[str, Any]:
    """Tell a problem in plain JSON values.

    Examples
    --------
    >>> pack_problem(errors.BadValue("a is negative", where="row 7"))["type"]
    'BadValue'
    """
    return {
        "type": type(problem).__name__,
        "headline": pack(problem.headline),
        "where": pack(problem.where),
        "remedy": pack(problem.remedy),
        "problems": [pack_problem(one) for one in getattr(problem, "problems", ())],
    }


def unpack_problem(told: Mapping[str, Any]) -> PlusNError:
    """Build a problem anew, of its own class; a class that is not ours is none.

    Raises
    ------
    KeyError
        There is no such class: a mistake of ours.

    Examples
    --------
    >>> str(unpack_problem(pack_problem(errors.BadValue("a is negative", where="row 7"))))
    'a is negative (row 7).'
    """
    kind = KINDS[told["type"]]
    # Several problems make their headline from the name of the input, which does not travel.
    headline, where, remedy = (unpack(told[part]) for part in ("headline", "where", "remedy"))
    problem = kind.__new__(kind, headline)
    PlusNError.__init__(problem, headline, where=where, remedy=remedy)
    if isinstance(problem, Problems):
        problem.problems = tuple(unpack_problem(one) for one in told["problems"])
    return problem
