"""The model against the ledger: each line once, what is off is named, nothing is invented."""

import copy

import pytest

from briefing.backends.firm_ledger_svg import draw
from briefing.firm.ledger import LedgerSpec, describe_ledger, describe_no_ledger
from briefing.spec import LANGUAGES

from .firm_records import assert_words_are_clear, booked, names, numbers_in, swung

WIDTHS = (330, 520)


@pytest.fixture(params=LANGUAGES)
def spec(request):
    return describe_ledger(booked(), names(request.param), request.param)


def changed(change, lang="en"):
    record = copy.deepcopy(booked())
    change(record)
    return describe_ledger(record, names(lang), lang)


def by_site(record):
    """Book labour by plant only, and freight both as a whole and at one plant."""
    table = record["tables"]["ledger"]
    (labour,) = [row for row in table if row["term"] == "labour"]
    table.remove(labour)
    for site, part in (("P_SZ", 0.25), ("P_DG", 0.75)):
        table.append(
            labour
            | {"facility": site, "ledger": labour["ledger"] * part, "model": labour["model"] * part}
        )
    table.append(
        {"term": "freight", "facility": "P_SZ", "ledger": 1e6, "model": 3e6, "difference": 2e6}
    )


def off(record):
    """Let the model know nothing of freight, and the ledger nothing of duty."""
    for row in record["tables"]["ledger"]:
        if row["term"] == "freight":
            row |= {"model": 0.0, "difference": -row["ledger"]}
        if row["term"] == "duty":
            row |= {"ledger": 0.0, "difference": row["model"]}
    record |= {"calibrated": False, "difference": 0.08}
    record["terms"]["overtime"] = 5e5


def test_a_spec_comes_back_from_json_as_it_was(spec):
    assert LedgerSpec.model_validate_json(spec.model_dump_json()) == spec


def test_every_number_is_one_of_the_record(spec):
    table = booked()["tables"]["ledger"]
    assert [(row.ledger, row.model) for row in spec.rows] == [
        (row["ledger"], row["model"]) for row in table
    ]
    assert set(numbers_in([spec.difference])) <= set(numbers_in(booked()))


def test_the_total_is_the_sum_of_the_lines(spec):
    assert spec.total.ledger == pytest.approx(sum(row.ledger for row in spec.rows))
    assert spec.total.difference == pytest.approx(sum(row.difference for row in spec.rows))


def test_the_title_has_the_measure_of_the_command(spec):
    apart = sum(abs(row.difference) for row in spec.rows) / spec.total.ledger
    assert spec.difference == pytest.approx(apart)
    assert f"{100 * apart:.1f}%" in spec.title


def test_a_calibrated_model_says_so_and_names_nothing():
    spec = changed(lambda _: None)
    assert spec.caution == "Calibrated: within 5%"
    assert spec.says[0] == "No cost is off by more than 5%."


def test_what_is_off_is_named_with_its_share_of_the_difference():
    spec = changed(off)
    assert spec.caution == "Not calibrated"
    assert [row.term for row in spec.rows if row.off] == ["freight", "duty"]
    part = sum(abs(row.difference) for row in spec.rows if row.off)
    whole = sum(abs(row.difference) for row in spec.rows)
    said = "Off by more than 5%: Freight and Duty; together HKD {:.1f} M of the HKD {:.1f} M"
    assert spec.says[0].startswith(said.format(part / 1e6, whole / 1e6))
    (duty,) = [row for row in spec.rows if row.term == "duty"]
    assert (duty.share, duty.texts[2]) == (None, "new")
    assert spec.says[1] == "In the model, but not in the ledger: Overtime premium, HKD 0.5 M."


def test_sites_stand_below_their_cost_and_count_once():
    spec = changed(by_site)
    plain = changed(lambda _: None)
    assert spec.total.ledger == pytest.approx(plain.total.ledger)
    assert spec.total.model == pytest.approx(plain.total.model)
    labels = [(row.term, row.label) for row in spec.rows if row.part]
    assert labels == [
        ("freight", "at Shenzhen plant"),
        ("labour", "at Shenzhen plant"),
        ("labour", "at Dongguan plant"),
    ]
    assert all(not row.part for row in spec.rows if row.facility == "*")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_flows_the_steps_to_a_comparison_are_told(lang):
    spec = describe_no_ledger(swung("two_plants"), lang)
    assert (spec.rows, spec.total, len(spec.steps)) == ((), None, 3)
    assert spec.caution
    assert spec.notice
    for width in WIDTHS:
        assert_words_are_clear(draw(spec, width=width, headed=True))


def test_flows_without_costs_lack_the_costs_alone():
    def costless(record):
        record |= {"calibrated": None, "difference": None}
        record["tables"]["ledger"] = []

    spec = changed(costless)
    assert len(spec.steps) == 2
    assert "no costs of the books" in spec.subtitle


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("change", [by_site, off])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_words_meet_in_a_drawing(lang, change, width):
    assert_words_are_clear(draw(changed(change, lang), width=width, headed=True))
