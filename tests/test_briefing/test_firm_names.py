"""Things of a case are called by name, in the reader's language, and as typed by the user."""

import dataclasses

import pytest

from briefing.catalogue import entries
from briefing.firm.names import SHIPPED, Names
from network.engine.terms import TERMS
from plusn.scenarios.regimes import regimes
from plusn.scenarios.shipped import shipped_case

CHINESE = ("zh-Hant", "zh-Hans")


def renamed(case, table, id_, **cells):
    rows = [r.model_copy(update=cells) if r.id == id_ else r for r in getattr(case, table)]
    return dataclasses.replace(case, **{table: tuple(rows)})


@pytest.mark.parametrize("shipped", SHIPPED)
@pytest.mark.parametrize("lang", CHINESE)
def test_every_name_of_a_shipped_case_is_translated(shipped, lang):
    case = shipped_case(shipped)
    names, english = Names.of(case, lang), Names.of(case, "en")
    for field in ("sites", "products", "territories", "policies", "scenarios"):
        said = getattr(names, field)
        assert said, field
        assert not [id_ for id_, name in said.items() if name.isascii()], field
    assert set(names.ranges) == {row.label for row in case.ranges}
    assert set(names.regions) == {row.region for row in case.facilities}
    assert set(names.families) == {row.family for row in case.products if row.family}
    assert not names.case.isascii()
    assert english.case == case.general.name


@pytest.mark.parametrize("shipped", SHIPPED)
def test_the_catalogue_holds_no_name_that_no_shipped_case_has(shipped):
    case = shipped_case(shipped)
    english = Names.of(case, "en")
    said = {case.general.name, *english.ranges, *english.regions, *english.families}
    for field in ("sites", "products", "territories", "policies", "scenarios"):
        said |= set(getattr(english, field).values())
    prefix = f"names.{shipped}."
    assert {words for key, words in entries("en").items() if key.startswith(prefix)} == said


def test_what_a_user_typed_is_shown_as_typed():
    case = renamed(shipped_case("electronics"), "facilities", "P_SZ", name="My plant")
    case = renamed(case, "products", "board", name="")
    names = Names.of(case, "zh-Hant")
    assert names.site("P_SZ") == "My plant"
    assert names.site("P_DG") == "東莞工廠"
    assert names.product("board") == "board"


def test_a_region_that_holds_only_the_users_own_sites_is_shown_as_typed():
    case = shipped_case("two_plants")
    for row in case.facilities:
        if row.region == "Away":
            case = renamed(case, "facilities", row.id, name="Mine")
    assert Names.of(case, "zh-Hant").region("Away") == "Away"
    assert Names.of(case, "zh-Hant").region("Home") == "本地"


def test_sites_are_listed_as_a_sentence_does():
    said = [Names.of(shipped_case("electronics"), lang) for lang in ("en", *CHINESE)]
    assert [names.sites_text("P_SZ; P_DG") for names in said] == [
        "Shenzhen and Dongguan plants",
        "深圳和東莞工廠",
        "深圳和东莞工厂",
    ]
    assert said[0].sites_text(("P_SZ", "X_HK")) == "Shenzhen plant and Port of Hong Kong"
    assert said[0].sites_text("P_SZ") == "Shenzhen plant"
    assert said[0].sites_text("") == "no plant"


@pytest.mark.parametrize("lang", ["en", *CHINESE])
def test_every_term_and_every_known_regime_has_a_name(lang):
    names = Names.of(shipped_case("two_plants"), lang)
    assert not [term for term in TERMS if names.term(term) == term]
    assert not [one.id for one in regimes() if names.regime(one.id) == one.id]


def test_a_regime_in_english_is_labelled_as_its_table_has_it():
    names = Names.of(shipped_case("two_plants"), "en")
    assert {one.id: names.regime(one.id) for one in regimes()} == {
        one.id: one.label for one in regimes()
    }


def test_plans_scenarios_and_duties_without_a_row_have_names():
    names = Names.of(shipped_case("two_plants"), "en")
    assert names.plan("today") == "the sites of today"
    assert names.plan("what costs least") == names.policy("what costs least") == "what costs least"
    assert names.plan("plus_1") == "Home and one more territory"
    assert names.scenario("") == "as entered"
    assert names.scenario("base") == "Today's duties"
    assert names.regime("base") == "duties as entered"
    assert names.regime("duty_20") == "Duty abroad on home goods 20 points higher"


def test_what_fails_the_origin_rule_is_called_by_what_it_means():
    names = Names.of(shipped_case("electronics"), "en")
    assert names.origin("TS") == "dutied as transshipped"
    assert names.origin("CN") == "Mainland"
    assert names.origin("*") == "any origin"
    assert names.origin("XX") == "XX"
