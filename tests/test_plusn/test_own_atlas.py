"""`plusn atlas --data FILE` for any file, in words that the user can act on."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import openpyxl
import pandas as pd
import pytest

import plusn
from data.codes import Level
from data.errors import MixedUnits, UnavailableMeasure, UnknownRegion
from data.figure import Figure, Standing
from geo.comparison import compare, sign
from geo.counts import CountTable
from plusn.cli import run
from plusn.land import load_land
from plusn.own.compare_published import compare_published
from plusn.own.compared import compared, second_numbers
from plusn.own.how import How
from plusn.own.statistics import statistics, why_none
from plusn.own.supply import own_numbers, own_table
from plusn.own.workspace import to_bytes

from .own_sheets import DONGGUAN, SHENZHEN, draft, names

ROWS = (
    ("2023年各市企业数",),
    ("单位：家",),
    ("地区", "企业数"),
    ("广东省", 30971),
    ("深圳市", 6862),
    ("东莞", "约5906"),
    ("朝阳区", 12),
)


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "bureau.xlsx"
    made = openpyxl.Workbook()
    for row in ROWS:
        made.active.append(row)
    made.save(path)
    return path


def asked(capsys, *arguments):
    capsys.readouterr()
    code = run(["atlas", *map(str, arguments), "--format", "json"])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_workbook_is_drawn_and_says_what_is_not_on_the_map(workbook, capsys) -> None:
    code, out, err = asked(capsys, "--data", workbook, "--within", "440000")
    record = json.loads(out)
    assert code == 0
    assert "1 of 4 rows, less than 0.1% of the value, are not on the map." in err
    assert err.strip() in "\n".join(record["notes"])
    assert (record["unit"], record["as_of"]) == ("家", "2023")
    found = {row["code"]: row for row in record["regions"]}
    assert found["440300"]["value"] == 6862
    assert found["441900"]["standing"] == "estimated"
    assert found["440100"]["standing"] == "bounded"


def test_the_notes_are_in_the_language_of_the_map(workbook) -> None:
    spec = plusn.atlas(data=workbook, lang="zh-Hant", within="440000").spec
    assert any("不在圖上" in note for note in spec.notes)


def test_a_strict_map_is_refused_and_an_answer_mends_it(workbook, capsys) -> None:
    code, _, err = asked(capsys, "--data", workbook, "--strict")
    assert code == 2
    assert "--confirm" in err
    code, out, err = asked(
        capsys, "--data", workbook, "--strict", "--confirm", "朝阳区=110105", "--within", "440000"
    )
    assert (code, err) == (0, "")
    assert json.loads(out)["digest"]


def test_words_that_nobody_knows_are_refused_in_one_line(workbook, capsys) -> None:
    for wrong in (
        ("--duplicates", "keep"),
        ("--column", "nope"),
        ("--header", "a"),
        ("--unit-factor", "-1"),
        ("--confirm", "朝阳区"),
        ("--confirm", "朝阳区=990000"),
        ("--confirm", "朝阳区=211300"),
        ("--confirm", "深圳市=440300"),
        ("--year", "1999"),
    ):
        code, _, err = asked(capsys, "--data", workbook, *wrong)
        assert code == 2, wrong
        assert len(err.strip().splitlines()) == 1, err


def test_a_saved_data_set_is_drawn_with_its_answers(tmp_path, capsys) -> None:
    path = tmp_path / "my.plusn"
    one = draft(*ROWS)
    path.write_bytes(to_bytes(one.confirm("朝阳区", one.questions[0].candidates[0])))
    code, out, _ = asked(capsys, "--data", path, "--level", "city", "--strict")
    assert code == 0
    assert "bureau" not in out


def test_the_digest_covers_the_answers(workbook) -> None:
    plain, told = (
        plusn.atlas(data=workbook, how=how).spec.digest
        for how in (None, How(confirm=("朝阳区=110105",)))
    )
    assert plain != told


def test_points_are_counted_and_drawn(tmp_path, capsys) -> None:
    path = tmp_path / "sites.csv"
    path.write_text("x,y,kind\n114.06,22.54,a\n114.05,22.55,b\n0,0,a\n", encoding="utf-8")
    code, out, err = asked(
        capsys, "--data", path, "--lon", "x", "--lat", "y", "--within", "440000", "--measure",
        "count", "--by", "kind",
    )  # fmt: skip
    assert code == 0
    assert "1 of 3 rows are not on the map." in err
    values = {row["code"]: row["value"] for row in json.loads(out)["regions"]}
    assert (values["440300"], values["440100"]) == (2, 0)
    assert asked(capsys, "--data", path, "--lon", "x")[0] == 2


@pytest.mark.parametrize("form", ["xlsx", "geojson", "parquet", "frame"])
def test_points_of_every_kind_of_file_are_counted_alike(tmp_path, form) -> None:
    rows = {"x": [114.06, 114.05, 113.75, 0.0], "y": [22.54, 22.55, 23.02, 0.0]}
    rows |= {"kind": list("abaa")}
    frame = pd.DataFrame(rows)
    path = tmp_path / f"sites.{form}"
    columns = ("x", "y")
    if form == "xlsx":
        frame.to_excel(path, index=False)
    elif form == "parquet":
        frame.to_parquet(path, index=False)
    elif form == "geojson":
        columns = ("lon", "lat")
        places = zip(rows["x"], rows["y"], rows["kind"], strict=True)
        features = [
            {
                "type": "Feature",
                "properties": {"kind": kind},
                "geometry": {"type": "Point", "coordinates": [x, y]},
            }
            for x, y, kind in places
        ]
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    data = frame if form == "frame" else path
    how = How(lon=columns[0], lat=columns[1], by="kind")
    table = own_table(data, how)
    for sector, counts in ((None, (2, 1)), ("a", (1, 1)), ("b", (1, 0))):
        found = {cell.key: cell.low for cell in table.pick(sector=sector).cells}
        assert (found[SHENZHEN], found[DONGGUAN]) == counts
        assert sum(found.values()) == sum(counts)
    (told,) = table.remarks[table.pick().key]
    assert told == "1 of 4 rows are not on the map."
    with pytest.raises(UnknownRegion):
        own_table(data, replace(how, strict=True))
    shifted = own_table(data, replace(how, datum="gcj-02"))
    assert shifted.digest != table.digest
    fine = own_table(data, how, level=Level.COUNTY)
    assert {cell.key.level for cell in fine.pick().cells} >= {Level.COUNTY}


def test_bounds_are_of_the_table_as_it_is_read(tmp_path, capsys) -> None:
    path = tmp_path / "own.csv"
    path.write_text("城市,2022年,2023年\n深圳市,10,12\n深圳,1,2\n乌有市,3,4\n", encoding="utf-8")
    assert run(["bounds", str(path)]) == 2
    capsys.readouterr()
    assert run(["bounds", str(path), "--duplicates", "sum", "--year", "2022"]) == 0
    out, err = capsys.readouterr()
    assert any(line.startswith("city,440300,11,11,") for line in out.splitlines())
    assert "1 of 3 rows" in err
    assert run(["bounds", "--duplicates", "sum"]) == 2


def test_a_column_that_is_named_is_the_only_one_of_its_kind() -> None:
    rows = [("深圳市", "东莞市", 3, 30), ("广州市", "佛山市", 4, 40), ("珠海市", "中山市", 5, 50)]
    frame = pd.DataFrame(rows, columns=["城市", "迁入城市", "企业数", "人数"])
    for region, number, value in (("城市", "企业数", None), ("迁入城市", "人数", 30)):
        table = own_table(frame, How(region_column=region, column=number))
        assert {cell.key: cell.low for cell in table.pick().cells}.get(DONGGUAN) == value
        assert len(table.counted) == 1


def test_bounds_take_any_table(workbook, capsys) -> None:
    assert run(["bounds", str(workbook)]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert "province,440000,30971,30971,30971,30971,,Published." in rows


def table(*figures, unit="n", measure="count"):
    keys = (SHENZHEN, DONGGUAN)
    return CountTable.from_figures(
        zip(keys, figures, strict=False), measure=measure, unit=unit, as_of="2023"
    )


def test_two_numbers_have_a_difference_and_two_ranges_a_range() -> None:
    before = table(Figure.point(10.1, unit="n"), Figure.between(2, 4, unit="n"))
    after = table(Figure.point(12.3, unit="n"), Figure.between(3, 8, unit="n"))
    rise = compare(before, after, "difference", "city")
    assert rise.figure(SHENZHEN).value == 2.2
    spread = rise.figure(DONGGUAN)
    assert (spread.low, spread.high, spread.standing) == (-1, 6, Standing.BOUNDED)
    assert (sign(rise.figure(SHENZHEN)), sign(spread)) == (1, None)
    ratio = compare(before, after, "ratio", "city")
    assert ratio.figure(DONGGUAN).low == pytest.approx(0.75)
    assert ratio.figure(DONGGUAN).high == 4


def test_nothing_is_said_where_one_is_not_known_or_the_divisor_may_be_zero() -> None:
    before = table(Figure.between(0, 4, unit="n"), Standing.UNKNOWN)
    after = table(Figure.point(2, unit="n"), Figure.point(2, unit="n"))
    ratio = compare(before, after, "ratio", "city")
    assert ratio.figure(SHENZHEN) is ratio.figure(DONGGUAN) is None
    with pytest.raises(MixedUnits):
        compare(before, table(Figure.point(2, unit="m"), unit="m"), "difference", "city")


def test_a_year_of_the_same_table_is_compared() -> None:
    frame = pd.DataFrame({"地区": ["深圳市", "东莞市"], "2022年": [10, 5], "2023年": [12, 5]})
    after = own_numbers(frame)
    before = second_numbers(frame, None, "2022")
    rise = compared(before, after, "difference", Level.CITY)
    assert (rise.figure(SHENZHEN).value, rise.figure(DONGGUAN).value) == (2, 0)
    assert not rise.additive


def test_a_complete_table_has_statistics_and_a_partial_one_the_reason() -> None:
    rows = [(name, 5 + place) for place, name in enumerate(names(Level.PROVINCE))]
    counts = own_numbers(pd.DataFrame(rows, columns=["地区", "企业数"])).counts
    rng = np.random.default_rng(3)
    found = statistics(counts, load_land(), "province", rng=rng, permutations=199)
    assert found.moran.n == len(found.clusters.frame) == len(found.hot_spots.frame) == 31
    assert why_none(counts, "province") is None
    part = own_numbers(pd.DataFrame(rows[:5], columns=["地区", "企业数"])).counts
    assert isinstance(why_none(part, "province"), UnavailableMeasure)


def test_totals_stand_beside_the_studys_and_neither_is_called_wrong() -> None:
    frame = pd.DataFrame({"地区": ["广东省", "江苏省"], "企业数": [31971, 9557]})
    found = compare_published(own_numbers(frame, as_of="2023"))
    assert {row.key.code: row.difference for row in found.rows} == {"440000": 1000, "320000": 0}
    text = " ".join(found.reasons)
    assert "2023" in text
    assert "wrong" not in text
    money = pd.DataFrame({"地区": ["广东省"], "GDP（亿元）": [1.5]})
    assert compare_published(own_numbers(money)) is None
