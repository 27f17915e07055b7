"""Cells of a case: what is read, what is refused, and the sentence that says so."""

import math
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import Problems
from network.case import TABLES, Case
from network.case.cells import PATTERNS, columns_of

from .case_shapes import sound, spoilt, told

law = settings(deadline=None, max_examples=50)


def only(tables, **options):
    problems = told(tables, **options)
    assert len(problems) == 1, problems
    return problems[0]


def test_a_sound_case_has_no_problem():
    assert told(sound()) == []
    assert set(sound()) == set(TABLES)  # so that every table is looked at in these tests


@pytest.mark.parametrize(
    ("cell", "reads"),
    [("2.5", 2.5), (" 3 ", 3.0), ("1e3", 1000.0), (7, 7.0), ("", 0.0), (None, 0.0), ("  ", 0.0)],
)
def test_numbers_may_come_as_text_and_blank_takes_the_default(cell, reads):
    assert Case.of(spoilt("lanes", 0, days=cell)).lanes[0].days == reads


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (-1, "days cannot be -1 (lanes row 1). Give a number of 0 or more."),
        (math.nan, "days cannot be nan (lanes row 1). Give a number of 0 or more."),
        ("nan", "days cannot be nan (lanes row 1). Give a number of 0 or more."),
        (math.inf, "days cannot be inf (lanes row 1). Give a number of 0 or more."),
        (True, ("days cannot be True (lanes row 1). Give a number of 0 or more. "
               "Yes or no is not a number.")),
        ("1,000", ("days cannot be '1,000' (lanes row 1). Give a number of 0 or more. "
                  "Leave out the thousands separators: 1000.")),
        ("5%", ("days cannot be '5%' (lanes row 1). Give a number of 0 or more. "
               "Write a share, not per cent: 5 % is 0.05.")),
        ("n/a", ("days cannot be 'n/a' (lanes row 1). Give a number of 0 or more. "
                "Leave the cell blank where there is no number.")),
        ("1_0", ("days cannot be '1_0' (lanes row 1). Give a number of 0 or more. "
                "Leave the cell blank where there is no number.")),
        (1e16, ("days cannot be 1e+16 (lanes row 1). Give a number of 0 or more. "
               "No number may be above 1e+15.")),
        ([3], "days cannot be [3] (lanes row 1). Give a number of 0 or more."),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_what_is_allowed(cell, sentence):
    assert only(spoilt("lanes", 0, days=cell)) == sentence


@pytest.mark.parametrize(
    ("table", "column", "cell", "end"),
    [
        ("duty_shares", "our_share", 1.5, "Give a number from 0 to 1."),
        ("bill_of_materials", "quantity", 0, "Give a number above 0."),
        ("facilities", "modules_max", 2.5, "Give a whole number from 1 to 10000."),
        ("facilities", "kind", "factory",
         "Give one of: supplier, plant, depot, port, market, hq."),
        ("facilities", "lat", 91, "Give a number from -90 to 90."),
        ("settings", "gap_tolerance", 1, "Give a number from 0, below 1."),
        ("settings", "weeks", 0, "Give a number above 0, up to 520."),
        ("settings", "run_date", 45748, "Give a date such as 2025-04-01."),
        ("settings", "run_date", "45748", "Give a date such as 2025-04-01."),
        ("settings", "run_date", "1/4/2025", "Give a date such as 2025-04-01."),
        ("settings", "run_date", "2025-02-30",
         "Give a date such as 2025-04-01. There is no such day."),
        ("settings", "run_date", datetime(2025, 4, 1, 8),  # noqa: DTZ001 - a spreadsheet's cell
         "Give a date such as 2025-04-01."),
        ("settings", "currency", "hkd", "Give three capital letters."),
        ("lanes", "qualified", "maybe", "Give true or false."),
        ("lanes", "from", "a=b", ("Give a name without ; and =, not beginning with *, "
         "at most 60 letters.")),
        ("lanes", "product", False, ("Give a name without ; and =, or * for all, at most 60 "
         "letters. Put the word in quotes: bare it reads as yes or no.")),
        ("lanes", "mode", 1.5, ("Give a name without ; and =, not beginning with *, "
         "at most 60 letters. Format the cell as text.")),
        ("products", "hts", 901, ("Give digits and dots, at most 14 letters. "
         "Format the cell as text.")),
        ("policies", "keep_open", "P1; a=b", "Give names with ; between them."),
    ],
)  # fmt: skip
def test_every_kind_of_column_says_what_it_may_hold(table, column, cell, end):
    tables = sound()
    tables[table][0][column] = cell
    problem = next(p for p in told(tables) if p.startswith(f"{column} cannot be"))
    assert problem.endswith(f"({table} row 1). {end}")


def test_every_pattern_of_a_column_has_words():
    patterns = {
        column.limits["pattern"]
        for model in TABLES.values()
        for column in columns_of(model).values()
        if "pattern" in column.limits
    }
    assert patterns == set(PATTERNS)


def test_every_column_can_say_what_it_may_hold():
    for model in TABLES.values():
        assert all(column.allowed for column in columns_of(model).values())


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2025-04-01", date(2025, 4, 1)),
        ("2025-04-01 00:00:00", date(2025, 4, 1)),
        (date(2025, 4, 1), date(2025, 4, 1)),
        (datetime(2025, 4, 1), date(2025, 4, 1)),  # noqa: DTZ001 - a spreadsheet's cell
    ],
)
def test_days_come_as_iso_text_or_as_a_spreadsheet_has_them(cell, day):
    assert Case.of(spoilt("settings", 0, run_date=cell)).general.run_date == day


@pytest.mark.parametrize(
    ("cell", "answer"), [("FALSE", False), ("yes", True), (0, False), (1.0, 1)]
)
def test_yes_or_no_may_be_said_in_a_few_ways(cell, answer):
    assert Case.of(spoilt("lanes", 0, qualified=cell)).lanes[0].qualified is bool(answer)


def test_a_whole_number_is_a_name_where_a_sheet_lost_that_it_was_text():
    tables = spoilt("products", 1, hts=851713, name=7.0)
    product = Case.of(tables).products[1]
    assert (product.hts, product.name) == ("851713", "7")


def test_from_may_be_written_as_python_has_to():
    tables = sound()
    tables["lanes"][0]["from_"] = tables["lanes"][0].pop("from")
    assert Case.of(tables) == Case.of(sound())


def test_an_unknown_column_is_told_once_with_the_nearest_and_all_others():
    tables = sound()
    for row in tables["lanes"]:
        row["cost_kg"] = None
    problem = only(tables)
    assert problem.startswith(
        "lanes has no column 'cost_kg' (lanes row 1). Did you mean cost_per_kg?"
    )
    assert "Columns: from, to, mode, product," in problem


def test_a_column_that_every_row_lacks_is_told_once():
    tables = sound()
    for row in tables["lanes"]:
        del row["to"]
    assert only(tables).startswith("lanes lacks the column to (lanes). Add it; a cell holds a name")


def test_a_blank_cell_that_must_be_filled_is_told_with_its_row():
    assert only(spoilt("lanes", 2, to=" ")).startswith("to is blank (lanes row 3). Give a name")


def test_an_unknown_table_is_told_with_the_nearest():
    tables = sound()
    tables["polices"] = []
    assert only(tables).startswith("unknown table 'polices'. Did you mean policies?")


@pytest.mark.parametrize("table", ["settings", "territories", "products", "facilities"])
def test_a_table_that_every_case_needs_is_missed(table):
    tables = sound()
    del tables[table]
    assert f"the table {table} is missing. Add it with a row or more." in told(tables)


def test_settings_stand_in_one_row():
    assert only(spoilt("settings", 1, name="again")) == (
        "settings has 2 rows (settings row 2). Keep one: a setting stands in one row, "
        "a column each."
    )


def test_blank_rows_are_passed_over_and_later_rows_keep_their_numbers():
    tables = sound()
    tables["lanes"].insert(0, {"from": None, "to": " "})
    assert Case.of(tables) == Case.of(sound())
    tables["lanes"][1]["days"] = -1
    assert "(lanes row 2)" in only(tables)


def test_places_of_the_reader_reach_checks_of_cells_and_between_tables():
    tables = spoilt("lanes", 0, days=-1)
    tables["lanes"].insert(0, {})
    tables["lanes"][3]["to"] = "Q"
    problems = told(tables, place=lambda table, number: f"sheet {table}, row {number + 2}")
    assert [p[p.index("(") : p.index(")") + 1] for p in problems] == [
        "(sheet lanes, row 3)",
        "(sheet lanes, row 5, column to)",
    ]


def test_all_problems_come_at_once_and_one_mistake_is_told_once():
    tables = spoilt("facilities", 2, kind="mill")  # P1, which eight other rows name
    tables["lanes"][1]["days"] = "soon"
    tables["demand"][0]["market"] = "MM"
    tables["duties"][0]["rate"] = -0.1
    tables["lanes"].append({"from": "P9", "to": "M", "days": -1})  # two mistakes in one row
    heads = [p.partition(" (")[0] for p in told(tables)]
    assert heads == [
        "kind cannot be 'mill'",
        "days cannot be 'soon'",
        "days cannot be -1",
        "rate cannot be -0.1",
        "unknown facility 'P9'",
        "unknown facility 'MM'",
    ]


@pytest.mark.parametrize(("table", "count"), [("facilities", 2_001), ("lanes", 20_001)])
def test_a_table_above_its_limit_is_refused_and_the_limit_is_told(table, count):
    tables = sound()
    rows = tables[table]
    rows += [dict(rows[-1]) for _ in range(count - len(rows))]
    limit = f"{count - 1:,}"
    problem = only(tables)
    assert problem.startswith(f"{table} has {count:,} rows ({table}). At most {limit} are allowed")


def test_a_problem_of_many_is_a_problem_of_the_case():
    with pytest.raises(Problems, match="2 problems in the case"):
        Case.of(spoilt("lanes", 0, days=-1, cost_per_kg="x"))


cells = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.dates(),
    st.lists(st.text(max_size=3), max_size=2),
)  # fmt: skip


@law
@given(st.data())
def test_whatever_a_cell_holds_it_is_read_or_told_as_a_sentence(data):
    table = data.draw(st.sampled_from(sorted(TABLES)))
    column = data.draw(st.sampled_from(sorted(columns_of(TABLES[table]))))
    tables = spoilt(table, 0, **{column: data.draw(cells)})
    try:
        assert Case.of(tables).digest
    except Problems as problems:
        for problem in problems.problems:
            assert "pydantic" not in str(problem)
            assert "Input should" not in str(problem)
            assert problem.remedy.endswith(".")
