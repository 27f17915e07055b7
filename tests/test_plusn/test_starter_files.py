"""Starter sheets and shipments as files of every kind."""

from pathlib import Path

import pytest

from data.cases.csv_folder import write_csv
from data.cases.xlsx_write import Column, Sheet, write_xlsx
from data.cases.yaml_text import write_yaml
from data.errors import Problems, UnknownChoice, WrongColumns
from network.intake.starter import start, starter_template
from network.intake.starter_entries import ENTRIES
from plusn.scenarios.files import load, save
from plusn.scenarios.shipments import from_shipments_file
from plusn.scenarios.starter import read_starter, start_file, write_starter

DOCS = Path(__file__).parents[2] / "docs" / "starters.md"
CELLS = {
    "home": "CN Mainland (CHN)",
    "away": "VN Vietnam (VNM); TH Thailand (THA)",
    "markets": "US United States (USA)",
    "units_per_year": 520_000,
    "value_per_unit": 100.5,
    "labour_hours_per_unit": 0.5,
    "wage_home": 36,
    "wage_away": 19,
    "fixed_cost_away": 4_000_000,
    "duty_home_1": 0.1,
    "duty_away_1": 0,
}
SHIPMENTS = [
    {"date": "2025-06-02", "sku": "07", "from": "DG", "to": "LA", "qty": 700, "value": "70000.10"},
    {"date": "2025-06-08", "sku": "07", "from": "DG", "to": "LA", "qty": -1, "value": "0.20"},
]


def sheet(title, rows):
    return Sheet(title=title, columns=[Column(name=name) for name in rows[0]], rows=rows)


def written(kind, path, title, rows):
    """Write one table as a file of a kind."""
    if kind == "xlsx":
        content = write_xlsx([sheet(title, rows)])
    elif kind == "csv":
        content = write_csv(list(rows[0]), rows)
    else:
        content = write_yaml({title: rows})
    place = path / f"sheet.{kind}"
    place.write_bytes(content)
    return place


@pytest.mark.parametrize("title", ["starter", "Sheet1"])
@pytest.mark.parametrize("kind", ["xlsx", "csv", "yaml"])
def test_a_filled_sheet_makes_the_same_case_from_every_kind_of_file(tmp_path, kind, title):
    rows = [dict(line, value=CELLS.get(line["key"], "")) for line in starter_template()]
    place = written(kind, tmp_path, title, rows)
    assert start_file(place).case.digest == start(CELLS).case.digest


@pytest.mark.parametrize("kind", ["xlsx", "csv", "yaml"])
def test_a_blank_sheet_has_every_line_and_asks_for_what_is_needed(tmp_path, kind):
    place = write_starter(tmp_path / f"blank.{kind}")
    assert list(read_starter(place)) == list(ENTRIES)
    with pytest.raises(Problems) as told:
        start_file(place)
    said = str(told.value)
    assert all(f"{e.key} is missing" in said for e in ENTRIES.values() if e.needed)
    assert write_starter(tmp_path / f"again.{kind}").read_bytes() == place.read_bytes()


def test_one_row_of_all_keys_is_a_sheet_too(tmp_path):
    place = tmp_path / "short.yaml"
    place.write_bytes(write_yaml({"starter": [CELLS]}))
    assert start_file(place).case.digest == start(CELLS).case.digest


def test_a_started_case_survives_a_workbook_with_its_marks(tmp_path):
    case = start(CELLS).case
    assert load(save(case, tmp_path / "case.xlsx")).case.digest == case.digest


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([{"key": "wage_home", "value": 1}, {"key": "wage_home", "value": 2}], "stands twice"),
        ([{"key": "wage_home", "value": 1}, {"key": "", "value": 2}], "a value has no key"),
        ([{"key": "wage_home", "valu": 1}], "Did you mean value?"),
        ([{"kee": "wage_home", "value": 1}], "the column key is missing"),
    ],
)
def test_lines_that_cannot_be_read_are_told_with_their_place(tmp_path, rows, told):
    with pytest.raises(Problems, match=r"sheet\.csv") as problem:
        start_file(written("csv", tmp_path, "starter", rows))
    assert told in str(problem.value)


def test_a_sheet_of_another_kind_or_without_lines_is_refused(tmp_path):
    with pytest.raises(UnknownChoice, match=r"\.xlsx, \.csv, \.yaml"):
        write_starter(tmp_path / "sheet.ods")
    (tmp_path / "empty.csv").write_text("key,value\n")
    with pytest.raises(WrongColumns, match="no lines"):
        start_file(tmp_path / "empty.csv")
    several = tmp_path / "several.yaml"
    several.write_bytes(write_yaml({"a": [{"key": "home"}], "b": [{"key": "away"}]}))
    with pytest.raises(WrongColumns, match="no table starter"):
        start_file(several)


@pytest.mark.parametrize("kind", ["xlsx", "csv", "yaml"])
def test_shipments_are_read_from_every_kind_of_file(tmp_path, kind):
    report = from_shipments_file(written(kind, tmp_path, "Sheet1", SHIPMENTS), weeks=1).report
    assert report.lines()[0] == "2 rows read, worth 70000.30 HKD."
    assert report.tally.rows_kept == 1
    assert [pile.reason for pile in report.tally.dropped] == ["qty is negative"]


def test_sites_come_from_their_own_file_or_from_the_sheet_beside(tmp_path):
    sites = [{"id": "DG", "kind": "plant", "territory": "CN", "region": "Guangdong"}]
    flat = written("csv", tmp_path, "shipments", SHIPMENTS)
    (tmp_path / "places.csv").write_bytes(write_csv(list(sites[0]), sites))
    both = tmp_path / "both.xlsx"
    both.write_bytes(write_xlsx([sheet("shipments", SHIPMENTS), sheet("sites", sites)]))
    for case in (
        from_shipments_file(flat, sites=tmp_path / "places.csv").case,
        from_shipments_file(both).case,
    ):
        plant = next(row for row in case.facilities if row.id == "DG")
        assert (plant.territory, plant.region, plant.provenance) == ("CN", "Guangdong", "derived")
        assert case.products[0].id == "07"


def test_the_page_on_starters_names_every_line_of_the_sheet():
    text = DOCS.read_text(encoding="utf-8")
    ranges = {f"{key}_2" for key in ("mix", "duty_home", "duty_away")}
    ranges |= {"mix_1", "mix_3", "duty_home_1", "duty_home_3", "duty_away_1", "duty_away_3"}
    missing = [key for key in ENTRIES if f"`{key}`" not in text and key not in ranges]
    assert missing == []
