"""Answers keep what they say on their way to a page: in any language, with names for ids."""

import json
import re

import pytest

from briefing.firm.names import Names
from briefing.phrases import in_language, problem_in_words
from data.errors import PlusNError
from network.explain.parameter import Parameter
from plusn.scenarios.questions import question
from plusn.scenarios.shipped import shipped_case
from plusn.scenarios.verbs.breakeven import breakeven_report
from plusn.scenarios.verbs.compare import compare_report
from plusn.scenarios.verbs.insist import insist_report
from plusn.scenarios.verbs.survive import survive_report
from plusn.solving.wire import pack, pack_problem, unpack, unpack_problem

CHINESE = ("zh-Hant", "zh-Hans")
# Columns of records that hold sentences, beside notes.
SENTENCES = ("sentence", "changes", "used_up", "short", "why")


@pytest.fixture(scope="module")
def reports():
    case = shipped_case("two_plants")
    duty = Parameter(table="duties", where="origin=HOME; dest=ABROAD", column="rate")
    return (
        survive_report(question(case)),
        compare_report(case, ["base", "duty_20", "plus_1", "home_stands_still"]),
        insist_report(question(case)),
        breakeven_report(question(case), duty, 0, 0.5),
    )


def over_the_wire(report):
    packed = pack({**report.record, "tables": report.tables})
    return unpack(json.loads(json.dumps(packed, default=str)))


def sentences(record):
    told = [*record["notes"], *record.get("sentences", ())]
    for rows in record["tables"].values():
        told += [row[name] for row in rows for name in SENTENCES if row.get(name)]
    return told + [row["change"] for row in record["tables"].get("changes", ())]


def test_what_a_record_says_is_the_same_after_the_wire(reports):
    for report in reports:
        came = over_the_wire(report)
        there = {**report.record, "tables": report.tables}
        assert sentences(came) == sentences(there)
        for lang in CHINESE:
            said = [[in_language(one, lang) for one in sentences(r)] for r in (came, there)]
            assert said[0] == said[1]


@pytest.mark.parametrize("lang", CHINESE)
def test_no_english_and_no_id_is_left_where_the_case_has_names(reports, lang):
    names = Names.of(shipped_case("two_plants"), lang)
    told = {one for report in reports for one in sentences(over_the_wire(report))}
    assert len(told) > 12
    said = {one: in_language(one, lang, names) for one in told}
    left = {one: words for one, words in said.items() if re.search("[A-Za-z]{2}", words)}
    money = {one: words for one, words in left.items() if "HKD" not in words}
    assert money == {}
    bare = {one: words for one, words in said.items() if re.search(r"\b[A-Z]\b", words)}
    assert bare == {}


def test_a_page_in_english_shows_names_too(reports):
    names = Names.of(shipped_case("two_plants"), "en")
    survived = over_the_wire(reports[0])["tables"]["survival"]
    said = in_language(survived[0]["sentence"], "en", names)
    assert said.startswith(f"With {names.place(survived[0]['place'])} down, ")


def test_a_refusal_is_said_after_the_wire_as_before():
    case = shipped_case("two_plants")
    with pytest.raises(PlusNError) as raised:
        question(case, "nothing")
    came = unpack_problem(json.loads(json.dumps(pack_problem(raised.value))))
    for lang in ("en", *CHINESE):
        assert problem_in_words(came, lang) == problem_in_words(raised.value, lang)
    assert problem_in_words(came, "zh-Hant").startswith("未知的情景「nothing」。")
