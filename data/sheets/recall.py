"""Answers that are kept while a sheet is understood, and forgotten afterwards."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")
MOST = 16_384  # texts that each function remembers
LONGEST = 64  # characters: longer texts rarely stand twice


class _Kept(dict[str, Answer], Generic[Answer]):
    """Hold answers by text: one that is there costs a look-up, and no call."""

    def __init__(self, function: Callable[[str], Answer]) -> None:
        super().__init__()
        self.function = function

    def __missing__(self, text: str) -> Answer:
        answer = self.function(text)
        if len(text) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[text] = answer
        return answer


KEPT: list[dict[str, Any]] = []


def remembered(function: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """Keep what a function of a short text answers, as a sheet repeats its texts."""
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
