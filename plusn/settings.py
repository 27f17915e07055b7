"""Settings, read once from the environment and passed in."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache

from data.errors import BadValue

ORIGIN = re.compile(
    r"'self'|'none'|https?://(?:\*\.)?[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::\d{1,5})?"
)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Hold what an office may set.

    Parameters
    ----------
    asset_base
        Address of a mirror of Leaflet's files (``PLUSN_ASSET_BASE``); `None` for the library's.
    frame_ancestors
        Who may show a figure in a frame (``PLUSN_FRAME_ANCESTORS``): ``'self'``, ``'none'`` or
        origins with spaces between, e.g. ``'self' https://intranet.example``.
    """

    asset_base: str | None = None
    frame_ancestors: str = "'self'"


@cache
def settings() -> Settings:
    """Read the settings from the environment.

    Examples
    --------
    >>> settings().asset_base is None or settings().asset_base.startswith("http")
    True
    """
    return Settings(
        asset_base=os.environ.get("PLUSN_ASSET_BASE") or None,
        frame_ancestors=ancestors(os.environ.get("PLUSN_FRAME_ANCESTORS") or "'self'"),
    )


def ancestors(words: str) -> str:
    """Check who may show a figure in a frame: it becomes part of a header.

    Raises
    ------
    BadValue
        A word is neither ``'self'``, ``'none'`` nor an origin.

    Examples
    --------
    >>> ancestors("'self'  https://intranet.example")
    "'self' https://intranet.example"
    """
    found = words.split()
    wrong = [word for word in found if not ORIGIN.fullmatch(word)]
    if wrong or ("'none'" in found and len(found) > 1):
        raise BadValue(
            "PLUSN_FRAME_ANCESTORS is not a list of origins",
            where=" ".join(wrong or found)[:80],
            remedy="Write 'self', 'none' or origins such as https://intranet.example.",
        )
    return " ".join(found)
