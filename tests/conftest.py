"""What every test shares: the rule for machines without a browser or a PostGIS server."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from .machine import BROWSER, POSTGIS, has_browser, postgis_folder

# Laws that state no number of examples take this one; `pytest --hypothesis-profile=deep` looks
# for what the usual run may miss.
settings.register_profile("usual", max_examples=60)
settings.register_profile("deep", max_examples=600)
settings.load_profile("usual")


def pytest_collection_modifyitems(items):
    # With CI=true a test that needs either runs, and fails without it: never passed over.
    if os.environ.get("CI") == "true":
        return
    for marker, is_here, reason in (
        ("browser", has_browser, BROWSER),
        ("postgis", lambda: postgis_folder() is not None, POSTGIS),
    ):
        driven = [item for item in items if item.get_closest_marker(marker)]
        if driven and not is_here():
            for item in driven:
                item.add_marker(pytest.mark.skip(reason=reason))
