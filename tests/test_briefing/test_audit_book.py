"""The audit adds up when its formulas are worked out anew, and its text stays text."""

from __future__ import annotations

import math
from io import BytesIO

import openpyxl
import pytest

from briefing.backends.audit_xlsx import MOST_ROWS, audit_xlsx, to_workbook
from briefing.scenario.audit import FAMILIES, audit_book
from briefing.scenario.sheets import Book, Formula, Sheet
from briefing.spec import LANGUAGES
from data.errors import BadValue, RenderProblem
from network.case import Case
from network.engine.solve import design
from network.engine.terms import TERMS
from network.evaluate import evaluate

from .formulas import Workbook

TABLES = {
    "settings": [{"name": "=HYPERLINK()", "holding_rate_per_year": 0.1, "carbon_price_per_t": 90}],
    "exchange_rates": [{"currency": "USD", "rate": 7.8}],
    "territories": [
        {"id": "A", "name": "Here", "complexity_per_year": 7},
        {"id": "T", "name": "There"},
    ],
    "products": [
        {"id": "part", "kind": "component", "value_per_unit": 3, "kg_per_unit": 1},
        {"id": "+cup", "value_per_unit": 20, "kg_per_unit": 2, "labour_hours_per_unit": 0.3},
    ],
    "bill_of_materials": [{"product": "+cup", "component": "part", "quantity": 2}],
    "facilities": [
        {"id": "S", "kind": "supplier", "name": "@parts", "territory": "T"},
        {
            "id": "P",
            "kind": "plant",
            "name": "Plant",
            "territory": "A",
            "fixed_cost_per_year": 500,
            "currency": "USD",
            "wage_per_hour": 5,
            "module_per_week": 30,
            "modules_max": 2,
            "module_cost_per_year": 100,
            "carbon_kg_per_capacity_unit": 2,
            "provenance": "illustrative",
            "source": "-made up",
        },
        {"id": "M", "kind": "market", "name": "Market", "territory": "T"},
    ],
    "supply": [{"facility": "S", "product": "part", "cost_per_unit": 1.25}],
    "lanes": [
        {"from": "S", "to": "P", "cost_per_kg": 0.2, "days": 3},
        {"from": "P", "to": "M", "mode": "-sea", "cost_per_kg": 0.7, "days": 30},
    ],
    "duties": [
        {"layer": "mfn", "origin": "A", "dest": "T", "rate": 0.1, "basis": "cif"},
        {"layer": "levy", "origin": "*", "dest": "A", "specific_per_unit": 0.2},
    ],
    "demand": [
        {"market": "M", "product": "+cup", "per_week": 70, "price_per_unit": 40, "currency": "USD"}
    ],
}


@pytest.fixture(scope="module")
def solved():
    result = design(Case.of(TABLES))
    return result, evaluate(result.case, result.plan)


def written(solved, language="en", **facts):
    result, evaluation = solved
    known = {"objective": result.objective, "outcome": result.outcome, "digest": result.digest}
    return audit_xlsx(result.case, result.plan, evaluation, known | facts, language)


def formulas_of(content):
    book = openpyxl.load_workbook(BytesIO(content))
    return book, [
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_formula_worked_out_anew_gives_the_value_beside_it(solved, language):
    content = written(solved, language)
    book, places = formulas_of(content)
    shown = openpyxl.load_workbook(BytesIO(content), data_only=True)
    anew = Workbook(book)
    assert len(places) > 100
    for sheet, name in places:
        value = anew.value(sheet, name)
        cached = shown[sheet][name].value
        if isinstance(value, str):
            assert value == cached
        else:
            assert value == pytest.approx(cached, rel=1e-12, abs=1e-9), (sheet, name)


def test_the_terms_and_the_total_are_the_solvers(solved):
    result, _ = solved
    book, _ = formulas_of(written(solved))
    anew = Workbook(book)
    summary = book["Summary"]
    lines = {row[0].value: row[2] for row in summary.iter_rows() if row[0].value in TERMS}
    assert tuple(lines) == TERMS
    for term, cell in lines.items():
        amount = anew.value("Summary", cell.coordinate)
        assert amount == pytest.approx(result.terms[term], rel=1e-6, abs=1e-6), term
    said = {row[1].value: anew.value("Summary", row[2].coordinate) for row in summary.iter_rows()}
    assert said["Total of this workbook"] == pytest.approx(result.objective, rel=1e-4)
    assert said["Within 0.01 %?"] == "yes"


def test_an_amount_follows_when_a_price_is_changed(solved):
    book, _ = formulas_of(written(solved))
    before = Workbook(book).value("Purchase", "M2")
    book["Purchase"]["J2"] = 2.5  # twice the cost per unit
    after = Workbook(book)
    assert book["Purchase"]["J1"].value == "Cost per unit"
    assert after.value("Purchase", "M2") == pytest.approx(2 * before)
    assert after.value("Summary", "C5") == pytest.approx(2 * before)


def test_a_total_that_is_not_the_solvers_is_told(solved):
    result, _ = solved
    book, _ = formulas_of(written(solved, objective=result.objective * 1.001))
    summary = [row for row in book["Summary"].iter_rows() if row[1].value == "Within 0.01 %?"]
    assert Workbook(book).value("Summary", summary[0][2].coordinate) == "no"


def test_text_that_looks_like_a_formula_stays_text(solved):
    book, places = formulas_of(written(solved))
    known = {"+cup", "@parts", "-made up", "S → P, road"}
    cells = {cell.value: cell for sheet in book for row in sheet.iter_rows() for cell in row}
    assert known <= set(cells)
    assert {cells[words].data_type for words in known} == {"s"}
    ours = ("=PRODUCT(", "=SUM", "=I", "=C", "=ABS(", "=MAX(", "=IF(")
    assert all(book[sheet][name].value.startswith(ours) for sheet, name in places)
    assert not any(cell.hyperlink for cell in cells.values())


def test_the_workbook_says_what_is_known_of_the_solve_and_of_the_numbers(solved):
    result, evaluation = solved
    book, _ = formulas_of(written(solved, bound=-math.inf, my_fact=[1], version="1.2"))
    summary = {row[0].value: row[2].value for row in book["Summary"].iter_rows()}
    assert summary["Digest of case and policy"] == result.digest
    assert summary["Outcome"] == "optimal"
    assert summary["No plan costs less than"] == "-inf"
    assert summary["my_fact"] == "[1]"
    assert "Illustrative parameters" in summary
    sources = list(book["Provenance"].iter_rows(values_only=True))
    assert ("facilities", "illustrative", 1, "-made up") in sources
    checks = list(book["Checks"].iter_rows(values_only=True))
    counted = sum(row[1] for row in checks[1 : 1 + len(evaluation.groups)])
    assert counted == len(evaluation.checks)


def test_the_plan_is_in_the_workbook(solved):
    book, _ = formulas_of(written(solved))
    rows = list(book["Plan"].iter_rows(values_only=True))
    assert ("P", "Plant", "plant", True, 2, False) in rows
    sold = next(row for row in rows if row[:2] == ("M", "+cup"))
    assert sold[2] == pytest.approx(sold[3] + sold[4]) == pytest.approx(70 * 52)


def test_every_term_belongs_to_one_sheet():
    terms = [term for terms in FAMILIES.values() for term in terms]
    assert sorted(terms) == sorted(TERMS)


def test_the_same_result_gives_the_same_bytes(solved):
    assert written(solved, as_of="2026-01-05") == written(solved, as_of="2026-01-05")


def test_an_audit_without_the_solvers_total_is_refused(solved):
    result, evaluation = solved
    for objective in (None, math.nan, "12"):
        with pytest.raises(BadValue, match="solver's total"):
            audit_book(result.case, result.plan, evaluation, {"objective": objective})


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (math.inf, "cannot stand in a spreadsheet"),
        (Formula("=1", math.nan), "cannot stand in a spreadsheet"),
        ("x" * 40_000, "does not fit into a spreadsheet cell"),
    ],
)
def test_what_a_cell_cannot_hold_is_refused(cell, said):
    book = Book(title="t", sheets=(Sheet(title="s", rows=((cell,),)),))
    with pytest.raises(RenderProblem, match=said):
        to_workbook(book)


def test_more_rows_than_a_sheet_holds_are_refused():
    book = Book(title="t", sheets=(Sheet(title="s", rows=((),) * (MOST_ROWS + 1)),))
    with pytest.raises(RenderProblem, match="rows do not fit"):
        to_workbook(book)
