"""Named groups and a user's own (NUMBERS §4)."""

from __future__ import annotations

import pandas as pd
import pytest

from data.codes import Level, RegionKey, in_study
from data.errors import BadValue, UnavailableMeasure, UnknownChoice, WrongColumns
from geo.groups import GROUPS, Group, named_group, user_groups
from plusn.regions import load_regions

NINE = {
    "Guangzhou",
    "Shenzhen",
    "Zhuhai",
    "Foshan",
    "Huizhou",
    "Dongguan",
    "Zhongshan",
    "Jiangmen",
    "Zhaoqing",
}


@pytest.mark.parametrize("name", ["gba", "prd"])
def test_the_delta_and_the_bay_count_the_same_nine_cities(name):
    units = GROUPS[name].units(load_regions(), "city")
    assert {unit.name_en for unit in units} == NINE


def test_hong_kong_and_macao_are_shown_in_the_bay_and_never_counted():
    bay = named_group("gba")
    assert {key.code for key in bay.shown} == {"810000", "820000"}
    assert all(in_study(key.code) for key in bay.members)
    assert not named_group("prd").shown


def test_the_yangtze_delta_is_three_provinces_and_shanghai_with_their_41_cities():
    delta = named_group("yrd")
    names = [unit.name_en for unit in delta.units(load_regions(), "province")]
    assert names == ["Shanghai", "Jiangsu", "Zhejiang", "Anhui"]
    assert len(delta.units(load_regions(), "city")) == 41


def test_every_named_group_states_its_definition_and_exists():
    for name, group in GROUPS.items():
        assert group.id == name
        assert group.source
        assert group.note_key == f"note.group.{name}"
        assert all(key in load_regions() for key in (*group.members, *group.shown))


def test_a_group_of_cities_has_no_provinces():
    with pytest.raises(UnavailableMeasure, match="made of city units") as refusal:
        named_group("gba").units(load_regions(), Level.PROVINCE)
    assert "--level city" in refusal.value.remedy


def test_an_unknown_group_is_refused_with_the_list():
    with pytest.raises(UnknownChoice, match="gba, prd, yrd"):
        named_group("bay")


def test_a_column_makes_groups_and_blanks_make_none():
    keys = [("city", "440300"), ("city", "440100"), ("province", "430000"), ("city", "441900")]
    index = pd.MultiIndex.from_tuples(keys, names=["level", "code"])
    frame = pd.DataFrame({"group": ["east", " east ", None, ""]}, index=index)
    groups = user_groups(frame)
    assert list(groups) == ["east"]
    assert [key.code for key in groups["east"].members] == ["440100", "440300"]
    with pytest.raises(WrongColumns, match="cluster"):
        user_groups(frame, "cluster")


def test_empty_groups_and_double_members_are_refused():
    key = RegionKey(Level.CITY, "440300")
    with pytest.raises(BadValue, match="no member"):
        Group(id="x", name_key="", members=())
    with pytest.raises(BadValue, match="twice"):
        Group(id="x", name_key="", members=(key, key))
    province = RegionKey(Level.PROVINCE, "440000")
    with pytest.raises(BadValue, match="inside"):
        Group(id="x", name_key="", members=(key, province)).units(load_regions(), "city")
