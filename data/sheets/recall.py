"""Answers that are kept while a sheet is understood, and forgotten afterwards."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from functools import _lru_cache_wrapper

Answer = TypeVar("Answer")
MOST = 16_384  # texts that each function remembers
LONGEST = 64  # characters: longer texts rarely stand twice

KEPT: list[_lru_cache_wrapper[object]] = []


def remembered(function: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """Keep what a function of a short text answers, as a sheet repeats its texts."""
    kept = lru_cache(maxsize=MOST)(function)
    KEPT.append(kept)

    @wraps(function)
    def recall(text: str) -> Answer:
        return kept(text) if len(text) <= LONGEST else function(text)

    return recall


def forget() -> None:
    """Keep nothing of a user's: what is asked again is worked out again."""
    for kept in KEPT:
        kept.cache_clear()
