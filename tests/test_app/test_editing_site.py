"""The customs territory that a click on the map suggests for a new site."""

import pytest

from app.components.firm.editing_site import nearest_territory
from plusn.scenarios.shipped import shipped_case


@pytest.mark.parametrize(
    ("lon", "lat", "territory"),
    [(108.3, 13.1, "VN"), (101.0, 15.5, "TH"), (113.5, 23.5, "CN"), (117.0, 26.0, "CN")],
)
def test_a_click_in_a_country_suggests_its_territory_though_another_has_the_nearest_site(
    lon, lat, territory
):
    assert nearest_territory(shipped_case("electronics"), lon, lat) == territory
