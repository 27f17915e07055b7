"""What is wrong with a case is said in every language, without a word of another."""

import ast
import inspect
import re

import pytest

from briefing.firm.names import Names
from briefing.phrases import in_language, problem_in_words, sentences
from data.errors import Problems, Spot
from data.phrase import Joined, Named, Said
from network.case import (
    TABLES,
    Case,
    checks_choices,
    checks_days,
    checks_goods,
    checks_names,
    naming,
    reading,
    view,
    where,
)
from network.case import checks_places as places
from network.case.cells import columns_of
from network.duty import overlap

from . import test_case_cells as cells
from . import test_case_checks as checks
from .case_shapes import sound, spoilt

CHINESE = ("zh-Hant", "zh-Hans")
# Words of cells, which are typed as they are in every language.
TYPED = {"true", "false", "set", "control"}
WORD = re.compile(r"[A-Za-z0-9_]+")
SPEAK = (checks_choices, checks_days, checks_goods, checks_names, places, naming, reading, view)


def rows_of(test):
    return test.pytestmark[0].args[1]


def broken():
    """Give spoilt tables of every kind that the tests of checks know, and some more."""
    for table, column, cell, _ in rows_of(
        checks.test_an_unknown_name_is_told_with_its_cell_and_the_known_names
    ):
        yield spoilt(table, **{column: cell})
    added = (
        checks.test_no_key_stands_twice_a_blank_origin_being_the_site_s_own,
        checks.test_rows_that_do_not_fit_are_told_as_a_sentence,
    )
    for test in added:
        for table, row, _ in rows_of(test):
            yield spoilt(table, len(sound()[table]), **row)
    for number, row, _ in rows_of(checks.test_a_facility_has_only_what_its_kind_can_have):
        yield spoilt("facilities", number, **row)
    for cell, _ in rows_of(cells.test_what_is_no_amount_is_refused_with_what_is_allowed):
        yield spoilt("lanes", days=cell)
    for table, column, cell, _ in rows_of(cells.test_every_kind_of_column_says_what_it_may_hold):
        yield spoilt(table, **{column: cell})
    yield from by_table()
    yield from by_hand()


def by_table():
    """Spoil each of the tables: no such column, a column lacking, every cell of a wrong kind."""
    for table, model in TABLES.items():
        yield spoilt(table, nonsense=1)
        for name, column in columns_of(model).items():
            yield spoilt(
                table, **{name: {"text": True, "yes or no": "perhaps"}.get(column.kind, "")}
            )
            if column.required:
                tables = sound()
                for row in tables[table]:
                    row.pop(name, None)
                yield tables
                yield spoilt(table, len(sound()[table]), source="x")
            if column.kind in {"number", "whole", "day", "choice"}:
                yield spoilt(table, **{name: "7 of 9"})
                yield spoilt(table, **{name: -1e16})


def by_hand():
    """Spoil what takes more than one cell."""
    for table in ("settings", "territories", "products", "facilities"):
        yield {name: rows for name, rows in sound().items() if name != table}
    yield sound() | {"lorry": [{"id": 1}]}
    yield sound() | {"settings": [{"name": "a"}, {"name": "b"}]}
    yield sound() | {"supply": []}
    yield sound() | {"lanes": [{"from": "S", "to": "P1"}] * 20_001}
    yield checks.without(sound(), ("D", "M"), ("P2", "M"))
    yield checks.without(sound(), ("S", "P1"), ("S", "P2"))
    tables = spoilt("facilities", 4, status="required")
    tables["policies"].append({"id": "p", "keep_closed": ["D"]})
    yield tables
    tables = spoilt("demand", 1, market="D", product="chip", per_week=1)
    yield tables
    tables = sound()
    tables["facilities"] += [dict(tables["facilities"][5], id=f"M{n}") for n in range(20)]
    tables["demand"] += [
        {"market": "M1", "product": "phone", "per_week": 1e14, "price_per_unit": 1}
    ]
    tables["demand"] += [{"market": "nowhere", "product": "phone", "per_week": 1e-3}]
    yield tables
    tables["demand"].pop()
    tables["demand"][0] |= {"per_week": 1e-3, "price_per_unit": 1}
    yield tables
    tables = spoilt(
        "overrides", 2, scenario="shut", table="lanes", column="mode", op="add", value=1
    )
    tables["overrides"] += [
        {"scenario": "shut", "table": "facilities", "column": "lat", "op": "mul", "value": 2},
        {"scenario": "shut", "table": "stock", "where": "units=7", "column": "units", "value": 2},
        {"scenario": "shut", "table": "events", "where": "facility=P1; weeks=8", "column": "weeks"},
        {"scenario": "shut", "table": "demand", "column": "per_week", "op": "add", "value": "x"},
        {"scenario": "shut", "table": "ranges", "column": "low", "op": "add", "value": 1},
    ]
    yield tables
    tables = spoilt("overrides", scenario="shut", table="one_off_costs", where="", column="amount")
    yield tables | {"one_off_costs": []}
    tables = sound()
    for number in range(8):
        tables["supply"].append({"facility": f"S{number}", "product": "chip"})
        tables["facilities"].append(dict(tables["facilities"][1], id=f"S{number}"))
    tables["demand"] = [{"market": "M", "product": "chip", "per_week": 1}]
    tables["lanes"] = [lane for lane in tables["lanes"] if lane["from"] != "S"]
    yield tables
    yield spoilt("duty_shares", market="P1")
    yield spoilt(
        "overrides", 2, scenario="shut", table="lanes", where="mode=sea; from=P1", column="days"
    )
    tables = spoilt("recipes", facility="D")
    tables["facilities"] = [row for row in tables["facilities"] if row["kind"] != "plant"]
    yield tables
    tables = spoilt("duties", 3, layer="mfn", origin="*", dest="WEST", rate=0.2)
    tables["settings"][0]["run_date"] = None
    yield tables
    yield spoilt("events", 1, scenario="shut", weeks=2, facility="S", region="Delta")
    tables = spoilt("lanes", days=True)
    tables["lanes"][1]["to"] = 1.5
    tables["lanes"][2]["days"] = "1,200"
    tables["lanes"][3]["days"] = "5 %"
    tables["duties"][1]["valid_from"] = "2025-02-30"
    yield tables


def problems():
    found = []
    for tables in broken():
        try:
            Case.of(tables)
        except Problems as told:
            found += told.problems
    return list({str(one): one for one in found}.values())


FOUND = problems()


def leaves(words):
    """Give the parts of a text that were typed, or name things of the case."""
    if isinstance(words, Spot):
        yield from leaves(words.words)
    elif isinstance(words, Said):
        for value in words.values.values():
            yield from leaves(value)
    elif isinstance(words, Joined):
        for part in words.parts:
            yield from leaves(part)
    elif isinstance(words, Named):
        if words.kind not in {"table", "column", "kind", "mode"}:
            yield words
    elif isinstance(words, str):
        yield words


def templates(words):
    """Give every template of a text."""
    if isinstance(words, Spot):
        yield from templates(words.words)
    elif isinstance(words, Said):
        yield words.template
        for value in words.values.values():
            yield from templates(value)
    elif isinstance(words, Joined):
        for part in words.parts:
            yield from templates(part)


@pytest.mark.parametrize("lang", CHINESE)
def test_no_english_is_left_in_what_is_wrong_with_a_case(lang):
    names = Names.of(Case.of(sound()), lang)
    left = {}
    for problem in FOUND:
        said = problem_in_words(problem, lang, names)
        allowed = TYPED | {w for leaf in leaves(problem.words) for w in WORD.findall(leaf)}
        if wrong := {w for w in WORD.findall(said) if re.search("[A-Za-z]{2}", w)} - allowed:
            left[said] = wrong
    assert left == {}


def test_in_english_a_page_says_what_the_command_says():
    assert len(FOUND) > 300
    for problem in FOUND:
        assert problem_in_words(problem, "en") == str(problem)


def test_every_sentence_of_the_checks_was_looked_at():
    """So that the tests above do not go blind."""
    seen = {template for problem in FOUND for template in templates(problem.words)}
    literals = set()
    for module in (*SPEAK, where, overlap):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if getattr(getattr(node, "func", None), "id", "") == "said":
                literals.add(node.args[0].value)
    unjudged = next(one for one in literals if one.startswith("The rule {rule}"))
    plain = {"existing", "optional", "required", "excluded", unjudged}  # of other sentences
    left = sorted(literals - seen - plain)
    assert left == [], "; ".join(left)
    assert seen <= sentences("zh-Hant").keys()


def test_ids_become_names_where_a_case_is_known():
    tables = spoilt("facilities", 3, status="excluded")
    with pytest.raises(Problems) as raised:
        Case.of(tables)
    tables["facilities"][3]["name"] = "Bay plant"
    tables["facilities"][3]["status"] = "optional"
    names = Names.of(Case.of(tables), "zh-Hant")
    said = problem_in_words(raised.value.problems[0], "zh-Hant", names)
    assert said.startswith("Bay plant列為保持開設，但狀態為不予考慮（")
    assert in_language("a user's own words", "zh-Hant", names) == "a user's own words"
