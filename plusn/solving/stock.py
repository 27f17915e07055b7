"""Answers about the shipped cases that the pages show first, prepared once for all sessions.

Only of shipped cases: nothing of a user's own is ever kept. A kept answer's key covers the case,
the question, our code and the solver, so that a change of any of them makes it anew.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from data.errors import PlusNError
from data.kept import keep, recall
from plusn.scenarios.shipped import SHIPPED, shipped_case
from plusn.solving.job import SECONDS
from plusn.solving.wire import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from network.case import Case

FIRST = ("run", "baseline", "decide", "swing", "survive")
SOLVER = "highspy"


def is_shared(kind: str, case: Case, args: Mapping[str, Any]) -> bool:
    """Tell whether a question is one whose answer all sessions may share."""
    return kind in FIRST and not args and case.digest in shipped_digests()


@cache
def shipped_digests() -> frozenset[str]:
    """Give the digests of the shipped cases."""
    return frozenset(shipped_case(name).digest for name in SHIPPED)


def find(kind: str, case: Case) -> dict[str, Any] | None:
    """Give a prepared answer, if there is one."""
    found = recall(_name(kind, case))
    return None if found is None else dict(unpack(found))


def put(kind: str, case: Case, record: Mapping[str, Any]) -> None:
    """Keep an answer for the sessions to come."""
    keep(_name(kind, case), pack(dict(record)))


def lacking() -> Iterator[tuple[str, Callable[[], None]]]:
    """Name each answer that is not prepared yet, with what prepares it."""
    for name in SHIPPED:
        case = shipped_case(name)
        for kind in FIRST:
            if find(kind, case) is None:
                yield f"{name}: {kind}", _preparing(kind, case)


def _preparing(kind: str, case: Case) -> Callable[[], None]:
    def prepare() -> None:
        from plusn.solving.jobs import solve  # noqa: PLC0415 - the engine loads slowly

        # What a case cannot answer, the pages find out at once by themselves.
        with suppress(PlusNError):
            put(kind, case, solve(kind, case, {}, SECONDS, lambda _, __: None))

    return prepare


def _name(kind: str, case: Case) -> str:
    question = json.dumps([kind, {}, SECONDS], sort_keys=True)
    return f"answer\n{case.digest}\n{question}\n{SOLVER} {version(SOLVER)}"
