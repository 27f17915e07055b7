"""Settings, read once from the environment and passed in."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Hold what an office may set.

    Parameters
    ----------
    asset_base
        Address of a mirror of Leaflet's files (``PLUSN_ASSET_BASE``); `None` for the library's.
    """

    asset_base: str | None = None


@cache
def settings() -> Settings:
    """Read the settings from the environment.

    Examples
    --------
    >>> settings().asset_base is None or settings().asset_base.startswith("http")
    True
    """
    return Settings(asset_base=os.environ.get("PLUSN_ASSET_BASE") or None)
