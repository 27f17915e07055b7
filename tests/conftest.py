"""What every test shares: the rule for machines without a browser."""

from __future__ import annotations

import os

import pytest

from .machine import BROWSER, has_browser


def pytest_collection_modifyitems(items):
    # With CI=true a test that needs a browser runs, and fails without one: never passed over.
    driven = [item for item in items if item.get_closest_marker("browser")]
    if not driven or os.environ.get("CI") == "true" or has_browser():
        return
    for item in driven:
        item.add_marker(pytest.mark.skip(reason=BROWSER))
