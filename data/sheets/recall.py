"""Answers that are kept while a sheet is understood, and forgotten afterwards."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from data.errors import TooLarge
from data.phrase import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Answer = TypeVar("Answer")
MOST = 16_384  # texts that each function remembers
MOST_HELD = 4_000_000  # characters of them together
MOST_ASKED = 6_000_000  # answers worked out for one sheet: half a minute


class _Work(threading.local):
    """Count the answers worked out for the sheet that this thread understands."""

    asked: int | None = None


WORK = _Work()


class _Kept(dict[str, Answer], Generic[Answer]):
    """Hold answers by text: one that is there costs a look-up, and no call."""

    def __init__(self, function: Callable[[str], Answer]) -> None:
        super().__init__()
        self.function = function
        self.held = 0

    def __missing__(self, text: str) -> Answer:
        _count()
        answer = self.function(text)
        # A text is asked about many times in a row, a long one too.
        if len(self) >= MOST or self.held > MOST_HELD:
            self.clear()
            self.held = 0
        self.held += len(text)
        self[text] = answer
        return answer


def _count() -> None:
    if WORK.asked is None:
        return
    WORK.asked += 1
    if WORK.asked > MOST_ASKED:
        raise TooLarge(
            said("the sheet holds too many different texts to be understood"),
            remedy=said("Keep only the columns that are needed."),
        )


@contextmanager
def bounded() -> Iterator[None]:
    """Let one sheet be understood: its work has an end, and nothing of it is kept.

    Raises
    ------
    TooLarge
        The sheet needs more than `MOST_ASKED` answers.
    """
    WORK.asked = 0
    try:
        yield
    finally:
        WORK.asked = None
        forget()


KEPT: list[_Kept[Any]] = []


def remembered(function: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """Keep what a function of a text answers, as a sheet repeats its texts."""
    kept = _Kept(function)
    KEPT.append(kept)

    @wraps(function)
    def recall(text: str) -> Answer:
        return kept[text]

    return recall


def forget() -> None:
    """Keep nothing of a user's: what is asked again is worked out again."""
    for kept in KEPT:
        kept.clear()
        kept.held = 0
