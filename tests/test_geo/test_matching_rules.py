"""Each rule of docs/matching.md, on a gazetteer small enough to know by heart."""

from __future__ import annotations

import pytest

from data.codes import Level, RegionKey
from geo.matching import Matcher
from geo.matching.report import Status

from .made_gazetteer import made_gazetteer

MATCHER = Matcher(made_gazetteer())


def told(value, province=None, code=None, level=None):
    """Give (status, code, own code, codes of the candidates) of one row."""
    (row,) = MATCHER.match(
        [value],
        None if province is None else [province],
        None if code is None else [code],
        level,
    ).rows
    candidates = [key.code for key in row.candidates]
    return row.status.value, row.unit and row.unit.code, row.own and row.own.code, candidates


def found(status, unit, own=None):
    return status, unit, own or unit, []


@pytest.mark.parametrize(
    ("value", "status", "unit", "own"),
    [
        (440300, "matched", "440300", "440300"),
        (440300.0, "matched", "440300", "440300"),
        ("440300.0", "matched", "440300", "440300"),
        ("'440300", "matched", "440300", "440300"),
        ("４４０３００", "matched", "440300", "440300"),
        (" 4403 00 ", "matched", "440300", "440300"),
        ("4403", "matched", "440300", "440300"),
        ("CN-44", "province", "440000", "440000"),
        ("44", "province", "440000", "440000"),
        ("11", "matched", "110000", "110000"),
        ("440305", "rolled_up", "440300", "440305"),
        ("440305007", "rolled_up", "440300", "440305"),
        ("440305007012", "rolled_up", "440300", "440305"),
        ("441900003", "rolled_up", "441900", "441900"),
        ("440300000000", "matched", "440300", "440300"),
        ("429021", "matched", "429021", "429021"),
        ("371200", "historical", "370100", "370100"),
        ("321284", "historical", "321200", "321204"),
    ],
)
def test_a_code_comes_first_however_a_spreadsheet_wrote_it(value, status, unit, own):
    assert told(value) == found(status, unit, own)


def test_the_code_of_a_divided_city_is_ambiguous():
    assert told("341400") == ("ambiguous", None, None, ["340100", "340200", "340500"])


def test_the_heading_above_units_directly_under_a_province_stands_for_all_of_them():
    assert told("429000") == found("matched", "429021")  # there is but one in this gazetteer


@pytest.mark.parametrize("value", ["999999", "9900", "12345", "518000", "4.403E+05", 12.5, "2023"])
def test_a_number_that_is_no_code_is_unknown(value):
    assert told(value)[:3] == ("unknown", None, None)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "深圳市",
            "深圳",
            "深 圳 市",
            "深\u200b圳\u202e",
            "深圳①",
            "深圳市*",
            "深圳[1]",
            "深圳(1)",
            "深圳（注）",
        ),
        *(
            "“深圳”",
            "【深圳】",
            "1. 深圳",
            "（一）深圳市",
            "12、深圳市",
            "01 深圳",
            "　　深圳市",
            "其中：深圳",
            "深圳注2",
        ),
        *(
            "Shenzhen",
            "SHENZHEN",
            "shen zhen",
            "Shen-Zhen",
            "Shēnzhèn",
            "Ｓｈｅｎｚｈｅｎ",
            "Shenzhen City",
        ),
        *("Shenzhen Shi", "shenzhenshi", "City of Shenzhen", "Shenzhen Municipality", "Shenzhen¹"),
    ],
)
def test_a_city_is_found_in_every_dress(value):
    assert told(value) == found("matched", "440300")


@pytest.mark.parametrize(
    ("value", "status", "unit", "own"),
    [
        ("廣東", "province", "440000", "440000"),
        ("廣西", "province", "450000", "450000"),
        ("广西省", "province", "450000", "450000"),
        ("广西自治区", "province", "450000", "450000"),
        ("北京", "matched", "110000", "110000"),
        ("Beijing", "matched", "110000", "110000"),
        ("香港", "matched", "810000", "810000"),
        ("Hong Kong SAR", "matched", "810000", "810000"),
        ("香港特區", "matched", "810000", "810000"),
        ("恩施州", "matched", "422800", "422800"),
        ("恩施市", "rolled_up", "422800", "422801"),
        ("神农架", "matched", "429021", "429021"),
        ("昆山", "rolled_up", "320500", "320583"),
        ("Kunshan City", "rolled_up", "320500", "320583"),
        ("崑山市", "rolled_up", "320500", "320583"),
        ("Nanshan District", "rolled_up", "440300", "440305"),
        ("Soochow", "matched", "320500", "320500"),
        ("Tung Kwan", "matched", "441900", "441900"),
        ("襄樊", "historical", "420600", "420600"),
        ("襄樊市", "historical", "420600", "420600"),
        ("姜堰市", "historical", "321200", "321204"),
        ("苏州工业园区", "rolled_up", "320500", "320500"),
    ],
)
def test_full_bare_romanised_and_former_names_are_found(value, status, unit, own):
    assert told(value) == found(status, unit, own)


@pytest.mark.parametrize(
    ("value", "candidates"),
    [
        ("Suzhou", ["320500", "341300"]),
        ("Taizhou City", ["321200", "331000"]),
        ("朝阳区", ["110105", "220104"]),
        ("Chaoyang", ["110105", "220104"]),
        ("巢湖市", ["340100", "340200", "340500", "340181"]),  # the city of before 2011, or today's
        ("巢湖", ["340100", "340200", "340500", "340181"]),
    ],
)
def test_what_may_mean_several_units_is_ambiguous_with_all_of_them(value, candidates):
    assert told(value) == ("ambiguous", None, None, candidates)


def test_a_bare_name_stands_for_the_highest_level_that_bears_it():
    assert told("吉林") == found("province", "220000")
    assert told("吉林市") == found("matched", "220200")
    assert told("恩施") == found("matched", "422800")


def test_the_level_asked_for_decides_where_units_of_several_levels_bear_a_name():
    assert told("吉林", level=Level.CITY) == found("matched", "220200")
    assert told("吉林", level=Level.PROVINCE) == found("matched", "220000")
    assert told("恩施", level=Level.COUNTY) == found("rolled_up", "422800", "422801")
    assert told("广东", level=Level.CITY) == found("province", "440000")
    assert told("广东", level=Level.PROVINCE) == found("matched", "440000")


def test_a_municipality_is_of_the_level_that_is_asked_for():
    (city,) = MATCHER.match(["北京"]).rows
    (province,) = MATCHER.match(["北京"], level=Level.PROVINCE).rows
    assert (city.unit, city.level) == (RegionKey(Level.CITY, "110000"), Level.CITY)
    assert province.unit == RegionKey(Level.PROVINCE, "110000")
    assert city.status is province.status is Status.MATCHED


@pytest.mark.parametrize(
    ("value", "status", "unit", "own"),
    [
        ("廣東省深圳市", "matched", "440300", "440300"),
        ("广东深圳", "matched", "440300", "440300"),
        ("粤深圳", "matched", "440300", "440300"),
        ("深圳市宝安区", "rolled_up", "440300", "440306"),
        ("中国广东省深圳市南山区", "rolled_up", "440300", "440305"),
        ("Shenzhen, Guangdong", "matched", "440300", "440300"),
        ("Shenzhen, Guangdong Province, P.R. China", "matched", "440300", "440300"),
        ("Guangdong - Shenzhen", "matched", "440300", "440300"),
        ("Guangdong/Shenzhen", "matched", "440300", "440300"),
        ("Guangdong Shenzhen City", "matched", "440300", "440300"),
        ("Nanshan, Shenzhen, China", "rolled_up", "440300", "440305"),
        ("Suzhou, Anhui", "matched", "341300", "341300"),
        ("Suzhou (Jiangsu)", "matched", "320500", "320500"),
        ("苏州 Suzhou", "matched", "320500", "320500"),
        ("Suzhou（宿州）", "matched", "341300", "341300"),
        ("440300 深圳市", "matched", "440300", "440300"),
        ("深圳市(440300)", "matched", "440300", "440300"),
        ("吉林省吉林", "matched", "220200", "220200"),
        ("Jilin, Jilin", "matched", "220200", "220200"),
        ("吉林 Jilin", "province", "220000", "220000"),
        ("北京朝阳", "rolled_up", "110000", "110105"),
        ("长春市朝阳区", "rolled_up", "220100", "220104"),
        ("湖北襄樊", "historical", "420600", "420600"),
        ("Hong Kong, China", "matched", "810000", "810000"),
    ],
)
def test_names_that_lie_in_one_another_lead_to_the_deepest(value, status, unit, own):
    assert told(value) == found(status, unit, own)


@pytest.mark.parametrize(
    ("value", "unit", "own"),
    [
        ("深圳市南山区科技园南区R2-B", "440300", "440305"),
        ("东莞市长安镇", "441900", "441900"),
        ("广东省东莞市虎门镇人民路1号", "441900", "441900"),
        ("广东深圳坂田街道", "440300", "440300"),
        ("北京市南京路1号", "110000", "110000"),
        ("No. 5 Keji Road, Nanshan District, Shenzhen", "440300", "440305"),
    ],
)
def test_an_address_is_counted_in_the_unit_that_it_names_with_its_kind(value, unit, own):
    assert told(value) == found("rolled_up", unit, own)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "江苏省深圳市",
            "深圳市昆山市人民路1号",
            "深圳市朝阳区",
            "深圳、东莞",
            "深圳与东莞",
            "Shenzhen and Dongguan",
        ),
        *("440300 东莞市", "Shenzhen, Vietnam", "Anhui, Nanjing"),
    ],
)
def test_parts_that_contradict_each_other_are_never_resolved(value):
    status, unit, own, candidates = told(value)
    assert (status, unit, own) == ("ambiguous", None, None)
    assert candidates


@pytest.mark.parametrize(
    "value",
    [
        *(
            "南京路",
            "深圳东路",
            "江苏南京路1号",
            "深圳市以外",
            "深圳市周边",
            "深圳市驻北京办事处",
            "广东省虎门镇",
        ),
        *(
            "深圳市人民政府",
            "深圳市园林有限公司",
            "深圳市场",
            "广东省科技园",
            "Nanjing Road",
            "Shenzhenese",
        ),
        *(
            "深",
            "圳市",
            "市",
            "区",
            "S",
            "Ma",
            "He",
            "Yi",
            "GD",
            "SZ",
            "x",
            "?",
            "Not Shenzhen",
            "and:and",
        ),
    ],
)
def test_what_only_begins_like_a_name_is_unknown(value):
    assert told(value)[:3] == ("unknown", None, None)


@pytest.mark.parametrize(
    "value", ["", " ", None, float("nan"), "\u200b", "—", "-", "N/A", "null", "…"]
)
def test_a_blank_cell_is_said_to_be_blank(value):
    (row,) = MATCHER.match([value]).rows
    assert row.status is Status.UNKNOWN
    assert row.reason == "The cell is blank."
    assert row.candidates == ()


@pytest.mark.parametrize(
    "value",
    ["合计", "合計", "合 计", "Other", "TOTAL", "珠三角", "PRD", "中国", "China", "广东合计"],
)
def test_sums_groups_and_the_country_are_no_region(value):
    assert told(value) == ("aggregate", None, None, [])


@pytest.mark.parametrize("value", ["Vietnam", "越南", "Osaka", "Osaka, Vietnam"])
def test_a_place_abroad_is_out_of_scope(value):
    assert told(value) == ("out_of_scope", None, None, [])


@pytest.mark.parametrize(
    ("value", "province", "answer"),
    [
        ("Suzhou", "安徽", found("matched", "341300")),
        ("Suzhou", "Jiangsu Province", found("matched", "320500")),
        ("Suzhou", 320000, found("matched", "320500")),
        ("朝阳区", "Beijing", found("rolled_up", "110000", "110105")),
        ("朝阳区", "长春", found("rolled_up", "220100", "220104")),
        ("深圳", "广东省", found("matched", "440300")),
        ("巢湖市", "安徽", ("ambiguous", None, None, ["340100", "340200", "340500", "340181"])),
        ("深圳", "江苏", ("unknown", None, None, ["440300"])),
        ("440300", "江苏", ("unknown", None, None, ["440300"])),
        ("江苏", "江苏", found("province", "320000")),
        ("吉林市", "吉林", found("matched", "220200")),
        ("吉林", "吉林", ("ambiguous", None, None, ["220000", "220200"])),
        ("Suzhou", "", ("ambiguous", None, None, ["320500", "341300"])),
        ("Suzhou", "全国", ("ambiguous", None, None, ["320500", "341300"])),
        ("深圳", "合计", found("matched", "440300")),
        ("深圳", "Atlantis", ("unknown", None, None, ["440300"])),
        ("深圳", "Vietnam", ("out_of_scope", None, None, [])),
        ("合计", "广东", ("aggregate", None, None, [])),
    ],
)
def test_a_province_leaves_out_what_lies_elsewhere_and_is_never_overridden(value, province, answer):
    if province == "全国":
        province = "中国"
    assert told(value, province) == answer


@pytest.mark.parametrize(
    ("value", "code", "answer"),
    [
        ("Suzhou", "341300", found("matched", "341300")),
        ("深训", "440300", found("matched", "440300")),
        ("", "440300", found("matched", "440300")),
        ("深圳", "", found("matched", "440300")),
        ("深圳市", "440305", found("rolled_up", "440300", "440305")),
        ("巢湖市", "340181", found("rolled_up", "340100", "340181")),
        ("合计", "440000", ("aggregate", None, None, [])),
        ("深圳", "441900", ("ambiguous", None, None, ["440300", "441900"])),
        ("深圳", "A-17", ("ambiguous", None, None, ["440300"])),
        ("广东", "440300", ("ambiguous", None, None, ["440000", "440300"])),
    ],
)
def test_a_code_and_a_name_of_a_row_must_agree(value, code, answer):
    assert told(value, code=code) == answer


@pytest.mark.parametrize(
    "text", ["深圳市路", "一、", "[1]", "a) ", "Shenzhen, ", "京", "朝阳", "(", "*①"]
)
def test_a_text_of_any_length_has_an_answer(text):
    (row,) = MATCHER.match([text * 20_000]).rows
    assert row.status is Status.UNKNOWN


def test_suggestions_are_few_near_and_never_taken():
    assert [key.code for key in MATCHER.suggest("Shenzen")] == ["440300"]
    assert [key.code for key in MATCHER.suggest("深训市")] == ["440300"]
    assert MATCHER.suggest("something else entirely") == ()
    assert told("Shenzen") == ("unknown", None, None, ["440300"])
    assert len(MATCHER.suggest("阳市")) <= 5


def test_columns_of_different_length_are_refused():
    with pytest.raises(ValueError, match="shorter"):
        MATCHER.match(["深圳", "东莞"], ["广东"])


def test_every_answer_has_its_reason_in_one_sentence():
    values = [
        "深圳",
        "Suzhou",
        "吉林",
        "广东",
        "昆山",
        "371200",
        "341400",
        "襄樊",
        "合计",
        "PRD",
        "x",
        "江苏深圳",
    ]
    for row in MATCHER.match(values).rows:
        assert row.reason.endswith(".")
        assert row.reason.count(". ") == 0
