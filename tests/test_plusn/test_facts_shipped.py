"""Shipped counts, what they are divided by, and the regions."""

import pandas as pd
import pytest

from data.codes import OUT_OF_STUDY, RegionKey
from data.errors import UnavailableMeasure
from data.packaged import load_rows, load_table
from plusn.regions import load_regions
from plusn.shipped import covariates, published_counts, sector_totals


def test_the_published_counts_are_those_of_the_study():
    counts = published_counts().set_index(["level", "code"])["value"]
    assert counts.to_dict() == {
        ("country", "100000"): 68314,
        ("province", "310000"): 2638,
        ("province", "320000"): 9557,
        ("province", "330000"): 5300,
        ("province", "350000"): 6913,
        ("province", "440000"): 30971,
        ("city", "310000"): 2638,
        ("city", "320500"): 3567,
        ("city", "350500"): 3002,
        ("city", "440300"): 6862,
        ("city", "441300"): 4628,
        ("city", "441900"): 5906,
    }


def test_the_published_provinces_leave_12935_to_the_other_26():
    counts = published_counts()
    assert 68314 - counts.loc[counts["level"] == "province", "value"].sum() == 12935


def test_counts_equal_the_figures_of_the_facts_table():
    listed = {int(r["value"]) for r in load_rows("seed_facts") if r["unit"] == "enterprises"}
    assert listed == set(published_counts()["value"]) | set(sector_totals()["value"])


def test_every_count_names_its_sources_as_a_list():
    for ids in [*published_counts()["source_id"], *sector_totals()["source_id"]]:
        assert isinstance(ids, tuple)
        assert "SEED2025" in ids


def test_counts_of_other_years_and_definitions_stay_out():
    assert len(published_counts()) + len(sector_totals()) == 16
    assert len(load_table("hkme_counts")) == 40
    assert sector_totals()["sector"].tolist()[1:] == [
        "Textiles Costumes and Wearing Apparel",
        "Rubber and Plastic Products",
        "Metalwork",
    ]


@pytest.mark.parametrize(("level", "units"), [("province", 34), ("city", 372)])
def test_covariates_have_one_row_for_each_region(level, units):
    frame = covariates(level)
    assert list(frame.index) == [tuple(r.key) for r in load_regions().at(level)]
    assert len(frame) == units


def test_province_covariates_are_persons_and_hundred_million_yuan():
    frame = covariates("province").droplevel("level")
    for row in load_rows("province_covariates"):
        assert frame.loc[row["code"], "population"] == int(row["pop_2024_10k"]) * 10_000
        assert frame.loc[row["code"], "gdp_100m_cny"] == float(row["gdp_2024_100m_cny"])
        assert frame.loc[row["code"], "area_published_sources"] == (row["area_source"],)


def test_what_is_not_known_is_absent_and_has_no_source():
    province, city = covariates("province"), covariates("city")
    for frame in (province, city):
        for value, source in (
            ("population", "population_sources"),
            ("gdp_100m_cny", "gdp_sources"),
            ("area_km2", "area_sources"),
            ("area_km2_published", "area_published_sources"),
        ):
            assert (frame[value].notna() == (frame[source].map(len) == 1)).all()
    assert province["population"].isna().sum() == 3
    assert set(province[province["population"].isna()].droplevel("level").index) == OUT_OF_STUDY
    assert city["gdp_100m_cny"].notna().sum() == 4
    assert city["area_km2_published"].notna().sum() == 9


def test_city_residents_are_those_of_the_census():
    frame = covariates("city")
    assert frame.loc[("city", "440300"), "population"] == 17_560_061
    assert set(frame["population_year"]) == {2020}
    assert frame["population"].notna().sum() == 357


def test_the_sources_of_a_covariate_stand_in_its_row_s_list():
    for level in ("province", "city"):
        lists = {row["code"]: row["source_id"] for row in load_rows(f"{level}_covariates")}
        frame = covariates(level).droplevel("level")
        columns = ["population_sources", "gdp_sources", "area_published_sources"]
        for code, cells in frame[columns].iterrows():
            used = {source for cell in cells for source in cell}
            assert used <= set(lists.get(code, "").split(";"))


def test_residents_of_a_county_are_refused_by_name():
    with pytest.raises(UnavailableMeasure, match="county"):
        covariates("county")


def test_regions_hang_under_their_province_and_the_country():
    regions = load_regions()
    assert regions.get("city", "310000").parent == RegionKey("province", "310000")
    assert regions.get("province", "810000").parent == RegionKey("country", "100000")
    assert len(regions) == 407
    assert regions.get("country", "100000").name("zh-Hant") == "中國內地"
    assert load_regions() is regions


def test_cities_cover_their_province():
    regions = load_regions()
    for province in regions.at("province"):
        cities = sum(city.area_km2 for city in regions.children(province.key))
        assert cities == pytest.approx(province.area_km2, rel=0.01), province.name_en


def test_a_changed_covariate_frame_stays_with_the_caller():
    frame = covariates("province")
    frame["population"] = pd.NA
    assert covariates("province")["population"].notna().any()
