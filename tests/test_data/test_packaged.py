"""The shipped tables are what their description says."""

import hashlib
import json
import shutil
import subprocess
import sys
from importlib.resources import files

import pandas as pd
import pytest

from data import packaged
from data.errors import HashMismatch, UnknownChoice
from data.packaged import (
    checked,
    describe_table,
    load_rows,
    load_sources,
    load_table,
    source_ids,
    table_names,
)
from data.source import RELIABILITY

FOLDER = files("data.tables")
VALIDATE = (
    "import sys\n"
    "from frictionless import validate\n"
    "report = validate(sys.argv[1])\n"
    "print(report.flatten(['name', 'type', 'note']))\n"
    "sys.exit(not report.valid)\n"
)


def frictionless_says(descriptor):
    # A process of its own: the library warns, and warnings are errors here.
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", VALIDATE, descriptor.name],
        capture_output=True,
        text=True,
        check=False,
        cwd=descriptor.parent,
    )


@pytest.fixture
def copied(tmp_path):
    for entry in FOLDER.iterdir():
        if entry.name.endswith((".csv", ".json")):
            shutil.copy(str(entry), tmp_path)
    return tmp_path / "datapackage.json"


def test_frictionless_finds_every_table_valid(copied):
    report = frictionless_says(copied)
    assert report.returncode == 0, report.stdout + report.stderr


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("hkme_counts.csv", "30971", "30972"),
        ("province_covariates.csv", "province,440000", "province,990000"),
        ("region_names.csv", "city,440300", "city,440100"),
    ],
    ids=["another figure", "a code that is no region", "a code twice"],
)
def test_frictionless_refuses_a_changed_table(copied, table, old, new):
    path = copied.parent / table
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert frictionless_says(copied).returncode == 1


def test_every_csv_is_described_and_every_description_has_its_csv():
    on_disk = {e.name for e in FOLDER.iterdir() if e.name.endswith(".csv")}
    described = {describe_table(name)["path"] for name in table_names()}
    assert described <= on_disk
    assert {"seed_facts.csv", "hkme_counts.csv", "sources.csv"} <= described


@pytest.mark.parametrize("name", table_names())
def test_bytes_hash_licence_and_sources_are_stated(name):
    table = describe_table(name)
    content = (FOLDER / table["path"]).read_bytes()
    assert table["bytes"] == len(content)
    assert table["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
    assert table["title"]
    assert all(licence["title"].strip("- ") for licence in table["licenses"])
    used = {i for row in load_rows(name) for i in source_ids(row["source_id"])}
    assert {source["id"] for source in table["sources"]} == used


@pytest.mark.parametrize("name", table_names())
def test_every_row_names_only_known_sources(name):
    known = load_sources()
    for row in load_rows(name):
        ids = source_ids(row["source_id"])
        assert ids
        assert set(ids) <= set(known), row


@pytest.mark.parametrize("name", table_names())
def test_every_number_has_a_unit_and_every_column_a_description(name):
    fields = describe_table(name)["schema"]["fields"]
    names = {field["name"] for field in fields}
    for field in fields:
        assert field["description"]
        if field["type"] == "number":
            assert field.get("unit") or field["unitField"] in names
    assert list(load_table(name).columns) == [field["name"] for field in fields]


@pytest.mark.parametrize("name", table_names())
def test_typed_cells_are_the_written_figures(name):
    typed = load_table(name)
    numbers = typed.select_dtypes("number").columns
    for column in numbers:
        for cell, row in zip(typed[column], load_rows(name), strict=True):
            assert (pd.isna(cell) and row[column] == "") or float(cell) == float(row[column])


def test_no_table_holds_a_path_or_a_placeholder():
    for name in table_names():
        for row in load_rows(name):
            assert "-" not in row.values()
            assert not any("shared/" in cell for cell in row.values())
    urls = [source.url for source in load_sources().values()]
    assert all(url == "" or url.startswith(("http://", "https://")) for url in urls)
    assert load_sources()["SEED2025"].url == ""


def test_every_source_has_a_licence_and_a_known_reliability():
    for source in load_sources().values():
        assert source.licence.strip("- ")
        assert source.reliability in RELIABILITY


def test_quotations_are_short():
    assert max(len(row["verbatim"]) for row in load_rows("seed_facts")) < 200


def test_a_table_that_is_not_the_recorded_one_is_refused(monkeypatch):
    real = packaged.read_packaged
    monkeypatch.setattr(
        packaged,
        "read_packaged",
        lambda name: real(name).replace(b"4829", b"4828") if name.endswith(".csv") else real(name),
    )
    packaged._rows.cache_clear()
    packaged._frame.cache_clear()
    with pytest.raises(HashMismatch, match=r"freight_lanes\.csv"):
        load_table("freight_lanes")
    monkeypatch.undo()
    assert load_table("freight_lanes")["value_low"].iloc[0] == 4829


def test_the_hash_check_sees_one_byte():
    table = describe_table("hkme_shares")
    content = (FOLDER / table["path"]).read_bytes()
    assert checked(content, table) == content
    with pytest.raises(HashMismatch):
        checked(content + b"\n", table)


def test_what_a_caller_changes_stays_with_the_caller():
    first = load_table("hkme_shares")
    first.loc[:, "share_pct"] = 0.0
    rows = load_rows("hkme_shares")
    rows[0]["share_pct"] = "0"
    description = describe_table("hkme_shares")
    description["schema"]["fields"].clear()
    load_sources().clear()
    assert load_table("hkme_shares")["share_pct"].iloc[0] == 48.5
    assert load_rows("hkme_shares")[0]["share_pct"] == "48.5"
    assert describe_table("hkme_shares")["schema"]["fields"]
    assert load_sources()


def test_an_unknown_table_is_refused_with_the_list():
    with pytest.raises(UnknownChoice, match="seed_facts"):
        load_table("seed")


def test_the_description_is_plain_json_without_machine_names():
    text = (FOLDER / "datapackage.json").read_text(encoding="utf-8")
    assert json.loads(text)["licenses"]
    assert "/work" not in text
    assert "shared/" not in text


def duties():
    table = load_table("country_parameters")
    return table[table["parameter"].str.startswith("us_")]


def test_the_rates_of_one_duty_never_overlap():
    for _, series in duties().groupby(["iso3", "parameter", "scope"], dropna=False):
        dated = series[series["valid_from"].notna()].sort_values("valid_from")
        assert (dated["valid_to"].isna() | (dated["valid_to"] >= dated["valid_from"])).all()
        for end, start in zip(
            dated["valid_to"].iloc[:-1], dated["valid_from"].iloc[1:], strict=True
        ):
            assert end < start


def test_every_end_date_in_a_note_became_the_last_day_in_force():
    table = duties()
    reciprocal = table[table["parameter"] == "us_ieepa_reciprocal_rate"]
    assert set(reciprocal["valid_to"]) == {pd.Timestamp("2026-02-23")}
    surcharge = table[(table["parameter"] == "us_section_122_rate") & (table["value"] == 10)]
    assert set(surcharge["valid_to"]) == {pd.Timestamp("2026-07-23")}
    said = table["note"].str.contains(r"; ended \d|last day \d|removed before", na=False)
    assert said.sum() == 17 + 17 + 1
    assert table.loc[said, "valid_to"].notna().all()


def test_a_duty_is_in_force_ended_or_proposed():
    table = duties()
    assert set(table["status"]) == {"in force", "ended", "proposed"}
    assert (table["valid_to"].notna() == (table["status"] == "ended")).all()
    assert (table["valid_to"].notna() == table["valid_to_basis"].notna()).all()
    proposed = table[table["status"] == "proposed"]
    assert sorted(proposed["value"]) == [10, 12.5]
    assert proposed["valid_from"].isna().all()
    others = load_table("country_parameters").drop(table.index)
    assert others["status"].isna().all()


def test_the_mainland_fentanyl_duty_follows_its_dated_steps():
    table = duties()
    steps = table[(table["iso3"] == "CHN") & (table["parameter"] == "us_ieepa_fentanyl_rate")]
    assert steps["value"].tolist() == [10, 20, 10, 0]
    assert steps["valid_to"].dt.strftime("%Y-%m-%d").tolist()[:3] == [
        "2025-02-03",
        "2025-10-14",
        "2026-02-23",
    ]
