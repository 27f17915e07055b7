"""What columns are for, and in what unit, by heading and by content in three languages."""

import csv
import io

import pytest

from data.book import Book, Sheet
from data.sheets import understand
from data.sheets.table import Role

ROLES = {
    "地区,企业数\n广东,5": "region value",
    "地區,數目\n廣東省,5": "region value",
    "Region,Enterprises\nGuangdong,5": "region value",
    "甲,乙\n广东,5\n江苏,6": "region value",
    "5,广东\n6,江苏": "value region",
    "行政区划代码,企业数\n440000,5": "region value",
    "省份代码,省份,企业数\n44,广东,5": "code region value",
    "地区,行业代码,企业数\n广东,13,5": "region ignore value",
    "省,市,县,数量\n江苏省,苏州市,昆山市,5": "province city region value",
    "省份,数量\n江苏省,5": "region value",
    "地区,城市,数量\n广东,深圳,5\n广东,东莞,6": "province region value",
    "城市,下限,上限\n深圳,5,10": "region low high",
    "City,Low,High,At most unlisted\nShenzhen,5,10,3": "region low high cap",
    "城市,经度,纬度\n深圳,114.1,22.5": "region lon lat",
    "name,lng,lat\nA,114.1,22.5\nB,113,23": "region lon lat",
    "排名,城市,数量\n1,深圳,5": "ignore region value",
    "年份,地区,行业,数量,分组,备注\n2023,广东,电子,5,甲,乙": "year region sector value group note",
    "Year,Province,Sector,Value,Group,Note\n2023,Guangdong,Toys,5,a,b": "year region sector value "
    "group note",
    "行业,制造业,批发业\n地区,2022,2022\n广东,3,4\n江苏,5,6": "region value value",
    "地区,联系电话,数量\n广东,12345678,5": "region ignore value",
    "地区,级别,数量\n广东,province,5": "region level value",
    "地区,2023年,备注\n广东,,\n江苏,,": "region value note",
}
UNITS = {
    "地区,企业数（万家）\n广东,5": ("万家", 10_000),
    "地区,GDP (100 million yuan)\nGuangdong,5": ("100 million yuan", 10**8),
    "地区,Value (in thousands)\nGuangdong,5": ("in thousands", 1_000),
    "地区,产值/亿元\n广东,5": ("亿元", 10**8),
    "单位：万家,\n地区,企业数\n广东,5": ("万家", 10_000),
    "（万家）,\n地区,企业数\n广东,5": ("万家", 10_000),
    "单位：万家,\n地区,企业数（家）\n广东,5": ("家", 1),
    "单位：万家,\n地区,企业数（万家）\n广东,5": ("万家", 10_000),
    "各市企业数（万家）,\n地区,企业数\n广东,5": ("万家", 10_000),
    "地区,企业数\n单位：万家,\n广东,5": ("万家", 10_000),
    "地区,企业数\n广东,5\n注：单位：万家,": ("万家", 10_000),
    "地区,单位,企业数\n广东,万家,5\n江苏,万家,6": ("万家", 10_000),
    "地区,单位,企业数\n广东,万家,5\n江苏,家,6": ("", 1),
    "单位：家、亿元,\n地区,企业数\n广东,5": ("", 1),
    "单位：万家,\n地区,占比\n广东,5": ("", 1),
    "填报单位：商务厅,\n地区,企业数\n广东,5": ("", 1),
    "地区,企业数（含港澳台）\n广东,5": ("", 1),
}


def understood(text, **how):
    rows = list(csv.reader(io.StringIO(text)))
    width = max(map(len, rows))
    cells = tuple((*row, *[None] * (width - len(row))) for row in rows)
    sheet = Sheet(name="s", rows=cells, **how)
    return understand(Book(name="t", kind="csv", digest="", size=0, sheets=(sheet,)))


@pytest.mark.parametrize(("text", "roles"), ROLES.items())
def test_columns_have_the_role_that_heading_and_content_tell(text, roles):
    assert " ".join(c.role.value for c in understood(text).columns) == roles


@pytest.mark.parametrize(("text", "unit"), UNITS.items())
def test_a_unit_is_applied_where_it_holds_and_once(text, unit):
    found = understood(text)
    column = found.of_role(Role.VALUE)[0]
    assert (column.unit, column.factor) == unit
    assert found.lines[0].amounts[column.index].low == 5 * unit[1]


def test_several_units_are_told():
    told = understood("单位：家、亿元,\n地区,企业数\n广东,5").remarks
    assert any("several units" in remark for remark in told)


def test_regions_that_stand_across_are_told():
    told = understood("指标,北京,天津,河北\n企业数,1,2,3\n产值,4,5,6").remarks
    assert any("turn the table" in remark for remark in told)


def test_a_second_column_of_regions_is_set_aside_and_told():
    found = understood("地区,Region,数量\n广东,Guangdong,5\n江苏,Jiangsu,6")
    assert [c.role for c in found.columns] == [Role.REGION, Role.IGNORE, Role.VALUE]
    assert any("“Region” names regions too" in remark for remark in found.remarks)


def test_names_lose_their_marks_and_numbers_but_nothing_else():
    found = understood("地区,企业数\n1.广州市①,5\n（三）珠海市*,6\n中山（市）,7\n深 圳[2],8")
    assert [line.cells[0] for line in found.lines] == ["广州市", "珠海市", "中山(市)", "深圳"]


def test_a_wide_heading_names_sector_and_year_of_each_column():
    found = understood("地区,2022年,,2023年,\n,电子,玩具,电子,玩具\n广东,1,2,3,4")
    assert [(c.sector, c.year) for c in found.of_role(Role.VALUE)] == [
        *(("电子", "2022"), ("玩具", "2022"), ("电子", "2023"), ("玩具", "2023")),
    ]


def test_blocks_that_name_the_same_regions_are_two_tables_and_are_not_joined():
    found = understood("地区,数量,地区,数量\n广东,1,江苏,2\n江苏,3,广东,4")
    assert found.reading.blocks == 1
    assert [c.role.value for c in found.columns] == ["region", "value", "ignore", "ignore"]
    assert any("another table stands beside" in remark for remark in found.remarks)


def test_numbers_of_six_digits_that_are_no_codes_are_numbers():
    found = understood("甲,乙\n广东,123456\n江苏,654321")
    assert [c.role for c in found.columns] == [Role.REGION, Role.VALUE]


def test_a_plain_number_in_a_column_that_says_per_cent_by_cell_is_not_read():
    found = understood("地区,结构\n广东,60%\n江苏,30%\n福建,10")
    assert found.columns[1].unit == "%"
    assert [str(line.amounts[1].low) for line in found.lines] == ["0.60", "0.30", "None"]
    assert any("rows 4 hold no number" in remark for remark in found.remarks)


def test_letters_that_only_number_the_columns_are_no_part_of_their_names():
    found = understood("区名,个数\n甲,乙\n广东,5\n江苏,6")
    assert [c.name for c in found.columns] == ["区名", "个数"]
    assert [line.number for line in found.lines] == [3, 4]


def test_sectors_that_follow_a_part_are_parts_too():
    found = understood("地区,企业数\n广东,9\n其中：制造业,5\n批发业,4\n江苏,6\n批发业,1")
    kinds = [(line.kind.value, line.above) for line in found.lines]
    part = ("of_which", 2)
    assert kinds == [("data", 0), part, part, ("data", 0), ("data", 0)]


@pytest.mark.parametrize(
    "rows",
    [
        "福建,泉州,1\n,泉州,2\n浙江,杭州,3",  # a thing of the group is said twice
        "福建,泉州,1\n,,2\n浙江,杭州,3",  # a row of the group says nothing of its own
        "福建,泉州,1\n,厦门,2\n福建,漳州,3\n浙江,杭州,3",  # a group is headed twice
        "合计,,9\n,厦门,2\n浙江,杭州,3",  # what stands above is a sum
    ],
)
def test_blanks_are_not_filled_where_the_group_is_not_clear(rows):
    found = understood(f"省份,城市,数量\n{rows}")
    assert not any(line.filled for line in found.lines)
    assert any("they stay blank" in remark for remark in found.remarks)


def test_a_blank_row_ends_a_group():
    found = understood("省份,城市,数量\n福建,泉州,1\n,厦门,2\n,,\n,杭州,3")
    assert [line.cells[0] for line in found.lines] == ["福建", "福建", ""]
