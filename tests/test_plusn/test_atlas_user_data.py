"""An atlas of a user's own numbers, and of a user's own boundaries."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from html import unescape

import geopandas as gpd
import pytest

import plusn
from data import boundaries
from data.codes import OUT_OF_STUDY
from data.errors import PlusNError
from data.packaged import load_rows
from plusn.cli import run

MAINLAND = [
    str(row["code"])
    for row in load_rows("region_names")
    if row["level"] == "province" and row["code"] not in OUT_OF_STUDY
]
HEAD = "level,code,value\n"
HOSTILE = "{{7*191}} <img src=x onerror=alert(1)> </script> ${7*7} =HYPERLINK()"
FORMULA = "=HYPERLINK()"


def table(folder, body, head=HEAD, name="own.csv"):
    path = folder / name
    path.write_text(head + body, encoding="utf-8")
    return path


def complete(value=lambda i: (i * 37) % 31 * 10 + 5):
    return "".join(f"province,{code},{value(i)}\n" for i, code in enumerate(MAINLAND))


def words_of(spec):
    return "\n".join(
        [
            spec.title,
            spec.subtitle,
            spec.caption,
            spec.alt,
            *(f"{f.number} {f.words}" for f in spec.key_figures),
            *(e.label for e in spec.legend.entries),
            *(a.title + a.text + " ".join(a.captions) for a in spec.asides),
            *(t.title + t.note + t.footnote for t in spec.tables),
            spec.legend.title,
            spec.credits[0],
        ]
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return plusn.atlas(data=table(tmp_path_factory.mktemp("whole"), complete()), measure="count")


def test_a_complete_table_opens_on_density_and_a_partial_one_on_counts(tmp_path) -> None:
    assert plusn.atlas(data=table(tmp_path, complete())).spec.measure == "density"
    part = table(tmp_path, "province,440000,100\n", name="part.csv")
    assert plusn.atlas(data=part).spec.measure == "count"


def test_a_complete_table_is_classed_and_the_legend_covers_every_class(whole) -> None:
    spec = whole.spec
    entries = [e for e in spec.legend.entries if e.kind == "class"]
    assert len(entries) == 5
    assert {m.fill for m in spec.regions if m.fill} == {e.colour for e in entries}
    assert {m.class_index for m in spec.regions if m.value is not None} == set(range(5))
    for mark in spec.regions:
        if mark.value is not None:
            low, _, high = entries[mark.class_index].label.replace(",", "").partition("–")
            assert float(low) <= mark.value <= float(high or low)


@pytest.mark.parametrize(("values", "classes"), [(3, 3), (1, 1)])
def test_a_map_has_no_more_classes_than_values(values, classes, tmp_path) -> None:
    spec = plusn.atlas(
        data=table(tmp_path, complete(lambda i: 10 * (i % values))), measure="count"
    ).spec
    entries = [e for e in spec.legend.entries if e.kind == "class"]
    assert len(entries) == classes
    assert len({e.label for e in entries}) == classes


def test_places_that_tie_are_not_ranked(tmp_path) -> None:
    spec = plusn.atlas(data=table(tmp_path, complete(lambda _: 10)), measure="count").spec
    assert "Beijing" not in spec.title


@pytest.mark.parametrize("lang", ["en", "zh-Hant", "zh-Hans"])
def test_a_users_numbers_are_never_called_the_studys(lang, tmp_path) -> None:
    partial = table(tmp_path, "country,100000,500\nprovince,440000,100\nprovince,430000,50\n")
    figure = plusn.atlas(data=partial, lang=lang)
    for spec in figure.views((lang,)).views[lang].values():
        words = words_of(spec)
        for study in (
            "sample",
            "study",
            "FHKI",
            "enterprise",
            "樣本",
            "样本",
            "研究",
            "企業",
            "企业",
        ):
            assert study not in words, (spec.view, study)
        assert "own.csv" in spec.credits[0]


def test_a_partial_table_with_a_total_leaves_a_range_for_the_others(tmp_path) -> None:
    partial = table(tmp_path, "country,100000,500\nprovince,440000,100\nprovince,430000,50\n")
    spec = plusn.atlas(data=partial).spec
    beijing = next(m for m in spec.regions if m.code == "110000")
    assert (beijing.low, beijing.high, beijing.standing) == (0, 350, "bounded")
    assert any(f.number == "350" for f in spec.key_figures)


def test_without_a_total_nothing_is_known_of_the_others(tmp_path) -> None:
    spec = plusn.atlas(data=table(tmp_path, "province,440000,100\nprovince,110000,\n")).spec
    beijing = next(m for m in spec.regions if m.code == "110000")
    assert (beijing.low, beijing.high, beijing.value) == (None, None, None)
    assert (beijing.standing, beijing.fill) == ("unknown", None)
    assert "unknown" in {e.kind for e in spec.legend.entries}
    assert "%" not in spec.title + "".join(f.words for f in spec.key_figures)


def test_a_group_without_an_upper_end_is_not_given_one(tmp_path) -> None:
    body = "city,440100,100,,north\ncity,440300,,50,north\n"
    spec = plusn.atlas(
        data=table(tmp_path, body, "level,code,value,low,group\n"), group="north", level="city"
    ).spec
    assert [f.number for f in spec.key_figures] == ["150 or more", "100"]
    assert "150 or more" in spec.title


def test_a_users_group_is_a_view_with_its_joint_interval(tmp_path) -> None:
    head = "level,code,value,low,high,group\n"
    body = "city,440100,100,,,north\ncity,440300,,50,80,north\ncity,440600,7,,,south\n"
    spec = plusn.atlas(data=table(tmp_path, body, head), group="north", level="city").spec
    assert {m.code for m in spec.regions} == {"440100", "440300"}
    assert spec.key_figures[0].number == "150–180"
    with pytest.raises(PlusNError, match="unknown group 'west'"):
        plusn.atlas(data=table(tmp_path, body, head), group="west", level="city")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    name = "{{7*191}}<img src=x onerror=alert(1)>${7*7}.csv"
    body = f'province,440000,30,"{FORMULA}"\nprovince,430000,20,"{FORMULA}"\n'
    path = table(folder, body, "level,code,value,group\n", name)
    return plusn.atlas(data=path, group=FORMULA, title=HOSTILE)


def test_hostile_words_stay_words_in_text_formats(hostile) -> None:
    for form in ("svg", "html", "leaflet"):
        page = hostile.to_bytes(form).decode()
        assert "<img" not in page, form
        assert ">1337" not in page, form
        assert "</script> ${" not in page, form
    svg = hostile.to_bytes("svg").decode()
    assert HOSTILE in unescape(svg)
    assert "&lt;img src=x onerror=alert(1)&gt;" in svg
    assert "{{7*191}}" not in hostile.to_bytes("leaflet").decode()


def test_hostile_words_stay_words_in_records(hostile, tmp_path) -> None:
    record = json.loads(hostile.to_bytes("json"))
    assert record["title"] == HOSTILE
    csv = hostile.to_bytes("csv").decode("utf-8-sig")
    assert not [cell for line in csv.splitlines() for cell in line.split(",") if cell[:1] == "="]
    book = tmp_path / "a.xlsx"
    book.write_bytes(hostile.to_bytes("xlsx"))
    with zipfile.ZipFile(book) as parts:
        sheets = [parts.read(n).decode() for n in parts.namelist() if "worksheets/" in n]
    assert sheets
    assert not [s for s in sheets if "<f>" in s]
    place = tmp_path / "a.gpkg"
    place.write_bytes(hostile.to_bytes("gpkg"))
    with sqlite3.connect(place) as found:
        everything = "\n".join(found.iterdump())
    assert "{{7*191}}" in everything


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    path = tmp_path_factory.mktemp("land") / "own.geojson"
    layer = boundaries.load("province-1000")[["code", "geometry"]]
    layer.rename(columns={"code": "adcode"}).to_file(path, driver="GeoJSON")
    return path


def test_a_users_boundary_file_takes_the_place_of_ours(drawn) -> None:
    own = plusn.atlas(boundaries=drawn, code_column="adcode")
    ours = plusn.atlas()
    assert own.land.own
    assert "own.geojson" in own.spec.credits[1]
    assert own.spec.regions == ours.spec.regions
    for code in MAINLAND:
        mine, theirs = own.land.shapes["province", code], ours.land.shapes["province", code]
        assert mine.symmetric_difference(theirs).area < 1e-3 * theirs.area
    assert own.to_bytes("svg").startswith(b"<svg")


def refused(capsys, *arguments):
    capsys.readouterr()
    code = run(["atlas", *map(str, arguments)])
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1, err
    assert code == 2
    return err


def test_a_wrong_column_is_refused_with_those_there_are(drawn, capsys) -> None:
    assert "adcode" in refused(capsys, "--boundaries", drawn, "--code-column", "nope")


@pytest.mark.parametrize("form", ["svg", "json"])
def test_a_boundary_file_without_a_region_of_the_map_is_refused(
    form, drawn, capsys, tmp_path
) -> None:
    layer = gpd.read_file(drawn)
    path = tmp_path / "few.geojson"
    layer[~layer["adcode"].isin(["440000", "820000"])].to_file(path, driver="GeoJSON")
    err = refused(capsys, "--boundaries", path, "--code-column", "adcode", "--format", form)
    assert "440000" in err
    assert "820000" in err


def test_a_table_with_an_unknown_code_is_refused(tmp_path, capsys) -> None:
    err = refused(capsys, "--data", table(tmp_path, "province,990000,1\n"))
    assert "990000" in err
    assert "row 2" in err
