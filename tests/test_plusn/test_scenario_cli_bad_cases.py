"""What is wrong with a workbook is said in a sentence: sheet, row, what is allowed, remedy."""

from __future__ import annotations

import json
import re
import zipfile

import openpyxl
import pytest

from plusn.scenarios import load, save

from .scenario_commands import plusn


class Workbook:
    """The two plants as a workbook, to be spoilt cell by cell."""

    def __init__(self, place):
        self.place = save(load("two_plants").case, place)
        self._book = openpyxl.load_workbook(place)

    def heads(self, table):
        return {cell.value: cell.column for cell in self._book[table][1]}

    def put(self, table, row, **cells):
        for column, value in cells.items():
            name = column.rstrip("_")
            self._book[table].cell(row, self.heads(table)[name]).value = value

    def add(self, table, **cells):
        row = 2
        while any(cell.value is not None for cell in self._book[table][row]):
            row += 1
        self.put(table, row, **cells)
        return row

    def drop(self, table, **cells):
        heads = self.heads(table)
        for row in range(self._book[table].max_row, 1, -1):
            if all(
                self._book[table].cell(row, heads[name]).value == cell
                for name, cell in cells.items()
            ):
                self._book[table].delete_rows(row)

    def save(self):
        self._book.save(self.place)
        return self.place


def unknown_id(book):
    book.put("lanes", 4, to="HX")


def negative_rate(book):
    book.put("duties", 3, rate=-0.1)


def no_number(book):
    book.put("facilities", 3, wage_per_hour="NaN")


def cyclic_bill(book):
    book.add("bill_of_materials", product="part", component="lamp", quantity=1)


def disconnected_market(book):
    book.put("demand", 3, price_per_unit=None)
    book.drop("lanes", to="F")


def overlapping_days(book):
    book.put("duties", 2, valid_from="2025-01-01", valid_to="2025-12-31")
    row = {"layer": "mfn", "origin": "HOME", "dest": "ABROAD", "rate": 0.2}
    book.add("duties", **row, valid_from="2025-12-31")


def too_many_sites(book):
    for number in range(2_001 - 5):
        cells = {"id": f"D{number}", "kind": "depot", "name": "Depot", "territory": "HOME"}
        book.put("facilities", 7 + number, **cells)


def formula_without_value(book):
    book.put("facilities", 4, fixed_cost_per_year="=20*2")


# What is spoilt → what the sentence must say: place, what is wrong, remedy.
SPOILT = {
    unknown_id: ["sheet lanes, row 4", "column to", "'HX'", "Did you mean H", "Known: A, B, F"],
    negative_rate: ["sheet duties, row 3", "rate", "-0.1", "a number from 0 to 10"],
    no_number: ["sheet facilities, row 3", "wage_per_hour", "nan", "a number of 0 or more"],
    cyclic_bill: ["sheet bill_of_materials, row 2", "row 3", "lamp → part → lamp", "Take one"],
    disconnected_market: ["sheet demand, row 3", "no lamp can reach F", "add a lane", "a price"],
    overlapping_days: ["sheet duties, row 2", "row 4", "'mfn'", "Set run_date in settings"],
    too_many_sites: ["facilities has 2,001 rows", "At most 2,000", "split the case"],
    formula_without_value: ["sheet facilities, row 4", "has no value", "save it"],
}
QUICK = [spoil for spoil in SPOILT if spoil is not too_many_sites]


@pytest.fixture
def book(tmp_path):
    return Workbook(tmp_path / "case.xlsx")


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_a_bad_workbook_is_told_where_what_is_allowed_and_what_to_do(spoil, book, capsys):
    spoil(book)
    place = book.save()
    for words in (["check", place], ["run", place, "--json"]):
        code, out, err = plusn(capsys, *words)
        assert (code, out) == (2, ""), words
        for part in SPOILT[spoil]:
            assert part in err, words
    assert "Traceback" not in err


@pytest.mark.parametrize("kind", ["yaml", "json", "folder"])
@pytest.mark.parametrize(
    "spoil", [negative_rate, unknown_id, cyclic_bill], ids=lambda s: s.__name__
)
def test_other_kinds_of_files_are_refused_alike(spoil, kind, book, tmp_path, capsys):
    spoil(book)
    tables = tables_of(book)
    place = {"yaml": tmp_path / "bad.yaml", "json": tmp_path / "bad.json"}.get(kind)
    if place is None:
        place = tmp_path / "bad"
        place.mkdir()
        for table, rows in tables.items():
            lines = [",".join(rows[0]), *(",".join(map(text, row.values())) for row in rows)]
            (place / f"{table}.csv").write_text("\n".join(lines))
    else:
        place.write_text(json.dumps(tables))  # which is YAML too
    code, out, err = plusn(capsys, "check", place)
    assert (code, out) == (2, "")
    for part in SPOILT[spoil][1:]:
        assert part.removeprefix("sheet bill_of_materials, ") in err or "row" in part


def tables_of(book):
    found = {}
    for sheet in book._book:
        heads, *lines = sheet.iter_rows(values_only=True)
        rows = [
            {head: cell for head, cell in zip(heads, line, strict=True) if head}
            for line in lines
            if any(cell is not None for cell in line)
        ]
        if rows and sheet.title != "guide":
            used = [head for head in rows[0] if any(row[head] is not None for row in rows)]
            found[sheet.title] = [{head: row[head] for head in used} for row in rows]
    return found


def text(cell):
    return "" if cell is None else str(cell)


def test_all_problems_of_a_workbook_are_told_at_once(book, capsys):
    for spoil in QUICK:
        spoil(book)
    code, out, err = plusn(capsys, "check", book.save())
    assert (code, out) == (2, "")
    # What needs the rows that could not be read (reach, days) is checked as far as it can be.
    for spoil in (unknown_id, negative_rate, no_number, cyclic_bill, formula_without_value):
        for part in SPOILT[spoil][:2]:
            assert part in err, spoil.__name__
    assert int(err.split()[1]) == sum(line[:4].strip(" 0123456789") == "." for line in
                                      err.splitlines())  # fmt: skip


@pytest.mark.parametrize("command", ["check", "run", "survive"])
def test_demand_above_all_capacity_has_no_plan_and_says_what_lacks_where(command, book, capsys):
    for row in (2, 3):
        book.put("demand", row, per_week=9_000, price_per_unit=None)
    code, out, err = plusn(capsys, command, book.save())
    assert (code, out) == (1, "")
    for part in (
        "no plan",
        "H lacks",
        "F lacks",
        "lamp",
        "capacity of A",
        "of B",
        "Raise",
        "price",
    ):
        assert part in err
    if command == "check":
        assert "sheet demand, row 2" in err
        assert "sheet demand, row 3" in err


def test_mandatory_demand_that_can_be_met_passes_the_check(book, capsys):
    for row in (2, 3):
        book.put("demand", row, price_per_unit=None)
    assert plusn(capsys, "check", book.save())[0] == 0


def test_nothing_is_lost_of_a_workbook_that_can_be_used(book, capsys):
    code, out, _ = plusn(capsys, "check", book.save(), "--json")
    told = json.loads(out)
    case = load("two_plants").case
    assert code == 0
    assert told["rows"] == {name: len(rows) for name, rows in case.tables().items() if rows}
    assert told["digest"] == case.digest


def test_formulas_are_listed_with_the_value_they_were_saved_with(tmp_path, capsys):
    place = save(load("two_plants").case, tmp_path / "case.xlsx")
    with_formula(place)
    code, out, _ = plusn(capsys, "check", place)
    assert code == 0
    assert "facilities!" in out
    assert "20*2 = 40" in out


def with_formula(place):
    """Put a formula with its value in the workbook, as a spreadsheet program saves it."""
    parts = {}
    with zipfile.ZipFile(place) as book:
        for name in book.namelist():
            parts[name] = book.read(name)
    sheet = "xl/worksheets/sheet7.xml"
    cell = re.compile(rb'(<c r="[A-Z]+3"[^>]*?)( t="n")?>\s*<v>40(\.0)?</v>')
    parts[sheet], count = cell.subn(rb"\1><f>20*2</f><v>40</v>", parts[sheet], count=1)
    assert count == 1
    with zipfile.ZipFile(place, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
