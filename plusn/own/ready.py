"""Load what a first table needs while its owner still looks for the file."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import cache

from data.errors import PlusNError
from data.uploads import warm

LEVELS = ("province", "city")


@cache
def make_ready() -> threading.Thread:
    """Start a reading process, and load names and geometry beside the page; once in a process."""
    warm()
    thread = threading.Thread(target=_load, name="plusn-own-ready", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    # What fails here fails again where it is needed, and is told there.
    with suppress(PlusNError):
        from plusn.atlases import AtlasFigure  # noqa: PLC0415 - geopandas loads slowly
        from plusn.choices import Choices  # noqa: PLC0415
        from plusn.matching import matcher  # noqa: PLC0415
        from plusn.material import make_material  # noqa: PLC0415

        matcher()
        for level in LEVELS:
            choices = Choices(level=level)
            figure = AtlasFigure(choices=choices, material=make_material(choices))
            figure.view(choices.start)
