"""Scenarios as ordered overrides: pure, in order, checked; what differs, in words."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import Problems, UnknownChoice
from network.case import TABLES, Case
from network.case.cells import columns_of
from network.case.choices import Override
from network.case.diff import Change, differences
from network.case.overrides import apply, scenario_case
from network.case.where import conditions_of, matching, text_of

from .case_shapes import cases, sound, spoilt

law = settings(deadline=None, max_examples=50)


def over(table, where, column, value, op="set", **cells):
    return Override(
        scenario="s", table=table, where=where, column=column, op=op, value=value, **cells
    )


def small():
    return Case.of(sound())


def refusal(*overrides, case=None):
    with pytest.raises(Problems) as raised:
        apply(case or small(), overrides)
    assert len(raised.value.problems) == 1
    return str(raised.value)


def test_overrides_are_applied_one_after_the_other():
    add, double = (
        over("duties", "layer=extra; origin=HOME", "rate", 0.1, "add"),
        over("duties", "layer=extra", "rate", 2, "mul"),
    )
    rates = [duty.rate for duty in apply(small(), [add, double]).duties]
    assert rates == [0.05, pytest.approx(0.4), 0.8]
    rates = [duty.rate for duty in apply(small(), [double, add]).duties]
    assert rates == [0.05, pytest.approx(0.3), 0.8]


@law
@given(cases())
def test_no_override_is_the_case_itself_and_to_set_what_is_there_changes_nothing(tables):
    case = Case.of(tables)
    assert apply(case, []) is case
    same = [over("lanes", f"from={row.from_}; to={row.to}; mode={row.mode}", "days", row.days)
            for row in case.lanes]  # fmt: skip
    assert apply(case, same).digest == case.digest


@law
@given(cases(), st.floats(0, 10), st.sampled_from(["days", "cost_per_kg"]))
def test_apply_leaves_its_case_as_it_was_and_touches_only_the_rows_that_match(tables, k, column):
    case = Case.of(tables)
    before = case.digest, case.tables()
    other = apply(case, [over("lanes", "mode=sea", column, k, "mul")])
    assert (Case(**case.tables()).digest, case.tables()) == before
    for old, new in zip(case.lanes, other.lanes, strict=True):
        if old.mode == "sea":
            assert getattr(new, column) == getattr(old, column) * k
        else:
            assert new == old
    assert {t: rows for t, rows in other.tables().items() if t != "lanes"} == {
        t: rows for t, rows in case.tables().items() if t != "lanes"
    }


@law
@given(cases(), st.floats(0, 1), st.floats(0, 1))
def test_two_lists_of_overrides_are_one_longer_list(tables, first, second):
    case = Case.of(tables)
    one, two = (
        over("duties", "", "rate", first, "mul"),
        over("duties", "dest=WEST", "rate", second, "add"),
    )
    assert apply(apply(case, [one]), [two]) == apply(case, [one, two])


@pytest.mark.parametrize(
    ("where", "hint"),
    [
        ("origin=HOMME", "Did you mean HOME? In duties, origin is *, HOME, LIGHT."),
        ("rate=0.3", "In duties, rate is 0.05, 0.1, 0.4."),
        ("layer=mfn; origin=HOME",
         ("Nearest: duties row 1 (layer=mfn; origin=*). "
         "Nearest: duties row 2 (layer=extra; origin=HOME).")),
    ],
)  # fmt: skip
def test_an_override_that_matches_nothing_names_table_condition_and_near_rows(where, hint):
    assert refusal(over("duties", where, "rate", 1)) == (
        f"no row of duties has {where} (override 1). {hint}"
    )


def test_an_override_of_an_empty_table_says_so():
    tables = sound()
    tables["stock"] = []
    assert refusal(over("stock", "", "units", 1), case=Case.of(tables)) == (
        "stock has no rows to change (override 1). Add rows first."
    )


@pytest.mark.parametrize(
    ("override", "sentence"),
    [
        (over("lanes", "", "days", "true"), "days cannot be True (override 1)."),
        (over("lanes", "", "days", -1), "days cannot be -1.0 (override 1)."),
        (over("duties", "", "rate", -1, "add"), "rate cannot be -0.95 (override 1)."),
        (over("lanes", "", "to", None), "to is blank (override 1)."),
        (over("lanes", "", "mode", 2, "mul"), "mode holds no number to mul (override 1)."),
        (over("lanes", "", "days", "x", "add"), "'x' is no number to add (override 1)."),
        (over("lanes", "", "capacity_per_week", 2, "mul"), "capacity_per_week is blank in a row"),
        (over("facilities", "id=P1", "modules_max", 1.25, "mul"), "modules_max cannot be 2.5"),
        (over("facilities", "id=P1", "status", "open"), "status cannot be 'open' (override 1)."),
        (over("scenarios", "", "label", "x"), "unknown table 'scenarios' (override 1)."),
        (over("lanes", "day=3", "days", 2), "unknown column 'day' (override 1)."),
        (over("lanes", "", "day", 2), "unknown column of lanes 'day' (override 1)."),
        (over("lanes", "mode=air", "to", "D9"), "unknown facility 'D9' (lanes row 6, column to)."),
    ],
)
def test_an_override_that_is_not_allowed_is_refused_as_a_cell_is(override, sentence):
    assert refusal(override).startswith(sentence)


def test_all_overrides_that_fail_are_told_at_once():
    with pytest.raises(Problems, match="2 problems"):
        apply(small(), [over("lanes", "mode=x", "days", 1), over("lanes", "", "days", -1)])


def test_a_change_that_fits_only_together_with_the_next_is_allowed():
    renamed = apply(
        small(),
        [
            over("cumulation", "", "set", "circle"),
            over("origin_rules", "", "cumulation", "circle"),
        ],
    )
    assert renamed.origin_rules[0].cumulation == renamed.cumulation[0].set == "circle"


def test_a_blank_value_takes_the_column_s_default():
    changed = apply(small(), [over("lanes", "from=D", "capacity_per_week", None)])
    assert changed.lanes[3].capacity_per_week is None
    assert apply(small(), [over("lanes", "from=D", "mode", None)]).lanes[3].mode == "road"


@pytest.mark.parametrize(
    ("base", "own", "told"),
    [
        ("published", "user", "user"),
        ("published", "illustrative", "illustrative"),
        ("assumed", "derived", "derived"),
        ("illustrative", "user", "illustrative"),
    ],
)
def test_a_changed_row_says_whose_number_it_holds_and_keeps_its_source(base, own, told):
    case = Case.of(spoilt("duties", 0, provenance=base, source="Gazette"))
    changed = apply(case, [over("duties", "layer=mfn", "rate", 0.5, provenance=own)])
    assert (changed.duties[0].provenance, changed.duties[0].source) == (told, "Gazette")
    assert changed.duties[1] == case.duties[1]


def test_provenance_itself_may_be_set():
    changed = apply(small(), [over("duties", "", "provenance", "published")])
    assert {duty.provenance for duty in changed.duties} == {"published"}


@pytest.mark.parametrize(
    ("table", "where", "numbers"),
    [
        ("lanes", "", [0, 1, 2, 3, 4, 5]),
        ("lanes", "from=P2; mode = sea", [4]),
        ("lanes", "days=30.0", [3]),
        ("lanes", "days=soon", []),
        ("lanes", "capacity_per_week=", [0, 1, 2, 4, 5]),
        ("lanes", "product=*", [0, 1, 2, 3, 4]),
        ("lanes", "qualified=TRUE", [0, 1, 2, 3, 4, 5]),
        ("duties", "valid_from=2025-04-01", [1]),
        ("policies", "keep_open=P2", [0]),
        ("policies", "keep_open=", []),
        ("policies", "keep_closed=", [0]),
        ("overrides", "value=2", [1]),
    ],
)
def test_where_picks_rows_by_what_their_cells_say(table, where, numbers):
    rows = small().tables()[table]
    assert matching(rows, conditions_of(TABLES[table], where)) == numbers


@law
@given(cases(), st.data())
def test_the_text_of_every_plain_cell_picks_its_row(tables, data):
    case = Case.of(tables)
    table = data.draw(st.sampled_from([t for t, rows in case.tables().items() if rows]))
    rows = case.tables()[table]
    number = data.draw(st.integers(0, len(rows) - 1))
    names = [n for n, c in columns_of(TABLES[table]).items() if c.kind not in {"list", "any"}]
    column = columns_of(TABLES[table])[data.draw(st.sampled_from(names))]
    cell = getattr(rows[number], column.field)
    if isinstance(cell, str) and {";", "="} & set(cell):
        return
    text = repr(cell) if isinstance(cell, float) else text_of(cell)
    assert number in matching(rows, conditions_of(TABLES[table], f"{column.name}={text}"))


def test_a_scenario_is_the_base_with_its_run_date_and_its_own_overrides():
    high = scenario_case(small(), "high")
    assert high.general.run_date == date(2025, 8, 1)
    assert [duty.rate for duty in high.duties] == [0.05, pytest.approx(0.4), 0.8]
    assert scenario_case(small(), "shut") == small()


def test_an_override_may_set_the_run_date_last():
    tables = spoilt(
        "overrides", 2, scenario="high", table="settings", column="run_date", value="2025-09-09"
    )
    assert scenario_case(Case.of(tables), "high").general.run_date == date(2025, 9, 9)


def test_an_unknown_scenario_is_told_with_the_known():
    with pytest.raises(UnknownChoice, match="unknown scenario 'hihg'"):
        scenario_case(small(), "hihg")


def test_what_fails_in_a_scenario_is_told_with_its_name_and_row():
    tables = sound()
    later = {"scenario": "high", "table": "duties", "column": "rate", "op": "add"}
    tables["overrides"] += [{**later, "value": -1}, {**later, "value": 99}]
    with pytest.raises(Problems, match="2 problems in the scenario high") as raised:
        scenario_case(Case.of(tables), "high")
    assert "(overrides row 3)" in str(raised.value)


def test_an_override_waits_for_what_a_regime_brings():
    tables = sound()
    tables["scenarios"][0]["regime"] = "later"
    tables["overrides"][0]["where"] = "layer=of_the_regime"
    case = Case.of(tables)
    with pytest.raises(Problems, match="no row of duties has layer=of_the_regime"):
        scenario_case(case, "high")


@pytest.mark.parametrize(
    ("given_cell", "kept"),
    [("0.15", 0.15), ("7", 7.0), ("0101", "0101"), ("8517.10", "8517.10"), ("TRUE", True),
     ("", None), (date(2025, 4, 1), "2025-04-01"), (" x ", "x"), (True, True), (3, 3.0)],
)  # fmt: skip
def test_a_value_reads_the_same_from_every_kind_of_file(given_cell, kept):
    value = over("lanes", "", "days", given_cell).value
    assert value == kept
    assert type(value) is type(kept)


@law
@given(cases())
def test_a_case_differs_from_itself_in_nothing_whatever_the_order_of_rows(tables):
    case = Case.of(tables)
    other = {table: list(reversed(rows)) for table, rows in tables.items() if table != "overrides"}
    turned = Case.of(other | {"overrides": tables["overrides"]})
    assert differences(case, case) == ()
    assert differences(case, turned) == ()


def test_differences_are_told_in_words_in_the_order_of_the_sheets():
    tables = sound()
    tables["duties"][1]["rate"] = 0.15
    tables["lanes"][3]["capacity_per_week"] = None
    del tables["lanes"][5]
    tables["territories"].append({"id": "NORTH", "name": "North"})
    tables["events"].append({"scenario": "shut", "facility": "P2", "weeks": 3})
    tables["settings"][0]["weeks"] = 26
    assert [str(change) for change in differences(small(), Case.of(tables))] == [
        "settings: weeks 52 → 26",
        "territories (id NORTH): added",
        "lanes (from D, to M, mode sea, product *): capacity_per_week 90 → blank",
        "lanes (from P2, to M, mode air, product phone): removed",
        (
            "duties (layer extra, origin HOME, dest WEST, product *, valid_from 2025-04-01): "
            "rate 0.1 → 0.15"
        ),
        "events (scenario shut, facility P2, start_week 0): added",
    ]


@law
@given(cases(), st.data())
def test_the_digest_changes_exactly_when_a_cell_does_and_the_difference_names_it(tables, data):
    case = Case.of(tables)
    lane = data.draw(st.integers(0, len(case.lanes) - 1))
    days = data.draw(st.sampled_from([0.0, -0.0, 3.0, 9.0, 1e-9]))
    old = case.lanes[lane]
    tables["lanes"][lane]["days"] = days
    other = Case.of(tables)
    assert (other.digest == case.digest) is (old.days == days)
    expected = () if old.days == days else (
        Change(
            table="lanes", kind="changed", column="days",
            row=(("from", old.from_), ("to", old.to), ("mode", old.mode), ("product", old.product)),
            before=text_of(old.days), after=text_of(days),
        ),
    )  # fmt: skip
    assert differences(case, other) == expected


@law
@given(cases(), cases())
def test_what_is_added_one_way_is_removed_the_other_way(first, second):
    one, two = Case.of(first), Case.of(second)
    there, back = differences(one, two), differences(two, one)
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    assert sorted((turned[c.kind], c.table, c.row, c.column, c.after, c.before) for c in there) == (
        sorted((c.kind, c.table, c.row, c.column, c.before, c.after) for c in back)
    )
    assert (there == ()) is (one == two)
