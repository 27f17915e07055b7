"""A case is the same case in every kind of file, and a bad file says all that is wrong with it."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import Problems, TooLarge, UnknownChoice, UnreadableFile, UnwritableOutput
from network.case import Case
from plusn import scenarios
from plusn.scenarios.files import load, save, template

KINDS = ("case.yaml", "case.xlsx", "case", "case.json")
HOSTILE = [
    "NO", "yes", "null", "~", "0101", "1e5", "1_000", "12:30:45", "2025-04-02", "+1", "-2",
    "=cmd|' /C calc'!A0", "@SUM(A1)", "＝1+1", "'", "''", "'=1", "東莞「一廠」", 'say "hi"',
    "two\nlines", "two\r\nlines", "a\tb", "_x000D_", "_x005F_x000D_", "x005F_", "#N/A", "TRUE",
    "{a: b}", "- x", "&amp;<b>", "a: b # c", "a\x85b\u2028c", "\ufeffa", "a\xa0b", "😀", "*",
    "!!int 3", "&a", "<<", "%",
]  # fmt: skip
IDS = ["NO", "0101", "1e5", "-2", "+x", "@y", "'z", "東莞", "a b", "true", "TRUE", "~", "1.10"]
plain = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")  # fmt: skip  # noqa: E501
texts = st.one_of(st.sampled_from(HOSTILE), st.text(plain, max_size=20)).map(str.strip)
words = texts.filter(lambda text: text.casefold() not in {"true", "false"})
names = texts.filter(bool)
amounts = st.floats(0, 1e15, allow_nan=False, allow_infinity=False)
days = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))


@st.composite
def cases(draw):
    def ids(least, most):
        return draw(st.lists(st.sampled_from(IDS), min_size=least, max_size=most, unique=True))

    def one(options):
        return draw(st.sampled_from(options))

    territories, products, sites = ids(1, 4), ids(1, 3), ids(2, 6)
    changed = [("facilities", "region", words), ("facilities", "wage_per_hour", amounts)]
    tables = {
        "settings": [{"name": draw(names), "weeks": draw(st.floats(0.1, 520))}],
        "exchange_rates": [
            {"currency": "USD", "rate": draw(st.floats(1e-9, 1e9)), "day": "2025-06-30"}
        ],
        "territories": [{"id": t, "name": draw(names), "source": draw(texts)} for t in territories],
        "products": [
            {"id": p, "name": draw(texts), "hts": one(["0101", "8517.13", "", "0"])}
            for p in products
        ],
        "facilities": [
            {"id": site, "kind": "plant", "name": draw(names), "territory": one(territories),
             "region": draw(texts), "lat": draw(st.none() | st.floats(-90, 90)),
             "fixed_cost_per_year": draw(amounts), "modules_max": draw(st.integers(1, 10_000))}
            for site in sites
        ],
        "lanes": [
            {"from": sites[0], "to": sites[1], "mode": one(IDS), "cost_per_kg": draw(amounts),
             "qualified": draw(st.booleans()), "product": one(["*", *products])}
        ],
        "duties": [
            {"layer": one(IDS), "origin": "*", "dest": territories[0],
             "rate": draw(st.floats(0, 10)), "valid_from": draw(days)}
        ],
        "policies": [{"id": one(IDS), "label": draw(texts), "keep_open": sites[: one([0, 1, 2])]}],
        "scenarios": [{"id": "s", "label": draw(texts)}],
        "overrides": [
            {"scenario": "s", "table": table, "column": column, "value": draw(values)}
            for table, column, values in [*changed, ("lanes", "qualified", st.booleans())]
        ],
    }  # fmt: skip
    return Case.of(tables)


@given(cases())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_case_is_equal_after_it_went_through_every_kind_of_file(case):
    with tempfile.TemporaryDirectory() as folder:
        now = case
        for kind in KINDS:
            path = Path(folder) / kind
            save(now, path)
            now = load(path).case
            assert now == case, kind
            assert now.digest == case.digest


TWO_PLANTS = load("two_plants").case


def workbook(path):
    """Save the two plants and open what was saved."""
    save(TWO_PLANTS, path)
    return openpyxl.load_workbook(path)


def said(path):
    with pytest.raises(Problems) as told:
        load(path)
    return str(told.value)


@pytest.mark.parametrize("name", ["electronics", "two_plants"])
def test_shipped_cases_are_loaded_by_name_and_survive_every_kind_of_file(tmp_path, name):
    case = scenarios.load(name).case
    for kind in KINDS:
        assert load(save(case, tmp_path / kind)).case == case, kind


def test_a_file_of_that_name_comes_before_a_shipped_case(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    save(TWO_PLANTS, "electronics")
    assert load("electronics").case == TWO_PLANTS


def test_saving_twice_gives_the_same_bytes(tmp_path):
    for kind in ("a.yaml", "a.xlsx", "a.json"):
        first = save(TWO_PLANTS, tmp_path / kind).read_bytes()
        assert save(TWO_PLANTS, tmp_path / f"again{kind}").read_bytes() == first, kind


def test_a_folder_saved_over_another_case_keeps_nothing_of_it(tmp_path):
    save(load("electronics").case, tmp_path / "case")
    assert load(save(TWO_PLANTS, tmp_path / "case")).case == TWO_PLANTS


def keep_as_formula(path, sheet, cell, text, value):
    """Put a formula with its kept value into a saved workbook, as a spreadsheet program does."""
    book = openpyxl.load_workbook(path)
    part = f"xl/worksheets/sheet{book.sheetnames.index(sheet) + 1}.xml"
    pattern = rf'(<c r="{cell}"[^>]*>)<v>{value}</v>'
    old = zipfile.ZipFile(BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == part:
                content, count = re.subn(pattern, rf"\1<f>{text}</f><v>{value}</v>", content)
                assert count == 1
            new.writestr(name, content)


def test_formulas_count_by_their_kept_values_and_are_listed(tmp_path):
    path = save(TWO_PLANTS, tmp_path / "case.xlsx")
    keep_as_formula(path, "demand", "C2", "400*2", "800")
    loaded = load(path)
    assert loaded.case == TWO_PLANTS
    (formula,) = loaded.formulas
    assert (formula.sheet, formula.cell, formula.text) == ("demand", "C2", "=400*2")
    assert formula.value == 800


def test_every_problem_of_a_workbook_is_told_at_once_with_sheet_row_and_remedy(tmp_path):
    path = tmp_path / "case.xlsx"
    book = workbook(path)
    book["lanes"]["A3"] = "NOWHERE"
    book["lanes"]["F4"] = -5
    book["demand"]["C2"] = "=1+1"
    book["products"].merge_cells("B2:B3")
    book["facilities"]["I1"] = "fixed_cost"
    book["duties"]["F2"] = "ten"
    book.create_sheet("demnd").append(["market"])
    book["demnd"].append(["M"])
    book.save(path)
    told = said(path)
    for part in (
        "NOWHERE",
        "sheet lanes, row 3",
        "-5",
        "sheet lanes, row 4",
        "the formula in C2 has no value kept with it (sheet demand, row 2)",
        "B2:B3 are merged (sheet products, row 2)",
        "facilities has no column 'fixed_cost'",
        "ten",
        "sheet duties, row 2",
        "Did you mean demand",
    ):
        assert part in told, f"{part} is not in\n{told}"


def test_empty_rows_and_sheets_of_ones_own_do_not_matter(tmp_path):
    path = tmp_path / "case.xlsx"
    book = workbook(path)
    book["lanes"].insert_rows(3, 2)
    book.create_sheet("_scratch").append(["=1+1"])
    book.create_sheet("ReadMe").append(["hello"])
    book.create_sheet("Sheet1")
    book["duties"].sheet_state = "hidden"
    book.save(path)
    loaded = load(path)
    assert loaded.case == TWO_PLANTS
    assert loaded.notes == ("The sheet duties is hidden, and was read.",)


def test_too_many_facilities_are_refused(tmp_path):
    book = workbook(tmp_path / "case.xlsx")
    sheet = book["facilities"]
    for number in range(2_001 - sheet.max_row + 1):
        sheet.append([f"F{number}", "depot", "x", "HOME"])
    book.save(tmp_path / "case.xlsx")
    assert "facilities has 2,001 rows" in said(tmp_path / "case.xlsx")


def test_what_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnwritableOutput):
        save(TWO_PLANTS, tmp_path / "file" / "case.yaml")
    with pytest.raises(UnwritableOutput):
        save(TWO_PLANTS, tmp_path / "file")
    with pytest.raises(UnknownChoice, match="unknown kind of case file"):
        save(TWO_PLANTS, tmp_path / "case.xlsm")
    with pytest.raises(UnknownChoice, match=r"Use one of: \.xlsx"):
        template(tmp_path / "case.yaml")


def test_what_no_file_can_hold_is_refused_with_its_place(tmp_path):
    first, *others = TWO_PLANTS.territories
    rung = first.model_copy(update={"source": "a\x07"})
    case = Case(**{**TWO_PLANTS.tables(), "territories": (rung, *others)})
    for kind in KINDS:
        with pytest.raises(Problems, match="territories row 1, column source"):
            save(case, tmp_path / kind)


def test_macros_and_sizes_are_checked_at_the_door_that_users_take(tmp_path):
    shutil.copy(save(TWO_PLANTS, tmp_path / "case.xlsx"), tmp_path / "case.xlsm")
    with pytest.raises(UnreadableFile, match="macros"):
        load(tmp_path / "case.xlsm")
    (tmp_path / "big.json").write_bytes(b" " * 5_000_001)
    with pytest.raises(TooLarge):
        load(tmp_path / "big.json")
