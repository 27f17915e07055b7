"""Findings: every fact is shown, every title is proved, nothing is more exact than the print."""

import re
import string

import pytest

from briefing.catalogue import entries
from briefing.findings import PARTS, sheet
from briefing.findings.builder import ranges
from briefing.findings.enterprises import VERSIONS
from briefing.findings.facts import from_rows
from briefing.spec import LANGUAGES
from plusn.factbook import facts
from plusn.study import findings

ALL_IDS = {f"F{n:03}" for n in range(1, 143)}
ROWS = from_rows(facts().to_dict("records"))


def every_sheet():
    return [findings(part, language=language) for part in PARTS for language in LANGUAGES]


def every_figure():
    return [(made, figure) for made in every_sheet() for figure in made.figures]


def bars(figure):
    charts = [chart for chart in figure.charts if chart.kind == "bars"]
    return [row for chart in charts for group in chart.groups for row in group.rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_of_the_study_is_reachable_in_every_language(language):
    shown = {
        line.fact_id
        for part in PARTS
        for figure in findings(part, language=language).figures
        for line in figure.facts
    }
    assert shown == ALL_IDS == set(ROWS)


def test_what_is_drawn_is_listed_with_its_quotation():
    for _, figure in every_figure():
        listed = {line.fact_id for line in figure.facts}
        drawn = {fact for row in bars(figure) for fact in row.facts}
        assert drawn <= listed
        assert all(line.quotation.words and line.label and line.value for line in figure.facts)


def test_a_bar_is_exactly_as_long_as_its_fact_says():
    for _, figure in every_figure():
        for row in bars(figure):
            assert row.value == ROWS[row.facts[0]].value


def test_a_bar_ends_as_the_print_does():
    ends = {"approx": "about", "over": "over", "nearly": "nearly"}
    for _, figure in every_figure():
        for row in bars(figure):
            qualifier = ROWS[row.facts[0]].qualifier
            assert row.extent == ends.get(qualifier, "exact")
            assert row.joint == (qualifier == "joint_with_pair")


def test_approximate_facts_stay_approximate_in_words():
    words = {"approx": "about ", "over": "over ", "nearly": "nearly "}
    for made in (findings(part) for part in PARTS):
        for figure in made.figures:
            for line in figure.facts:
                start = words.get(ROWS[line.fact_id].qualifier, "")
                assert line.value.startswith(start)


def test_a_joint_figure_is_drawn_once_and_names_both_items():
    joint = [row for row in bars(figure_named("sea")) if row.joint]
    assert [row.facts for row in joint] == [("F085", "F086"), ("F087", "F088")]
    assert all(row.label and row.second for row in joint)


def figure_named(name, language="en"):
    for part in PARTS:
        for figure in findings(part, language=language).figures:
            if figure.figure_id == name:
                return figure
    raise AssertionError(name)


def test_every_number_in_a_title_is_a_fact_that_the_figure_lists():
    for _, figure in every_figure():
        numbers = set(re.findall(r"\d[\d,]*(?:\.\d+)?", figure.title)) - {"2000", "3"}
        values = " ".join(line.value for line in figure.facts)
        assert all(number in values for number in numbers), figure.title


def test_titles_that_compare_are_proved_by_the_facts():
    value = {key: fact.value for key, fact in ROWS.items()}
    assert min(value["F079"], value["F080"]) > value["F081"]
    assert value["F056"] > value["F057"]
    assert value["F054"] > value["F055"]
    assert value["F027"] == max(value[f"F{n:03}"] for n in range(27, 33))
    assert value["F035"] == max(value[f"F{n:03}"] for n in range(35, 39))
    assert len(bars(figure_named("counted"))) == 5


def test_the_consistent_base_is_worked_out_and_said_to_be_so():
    caution = figure_named("sea").caution
    assert caution.startswith("Base not published; consistent with about 55 firms")
    assert "37, 35, 20" in caution
    assert "33, 31, 19, 18, 15" in caution
    assert "not published. With 55 answers" in caution


def test_shares_of_2016_are_never_drawn_and_stand_in_both_versions():
    tables = [c for _, figure in every_figure() for c in figure.charts if c.kind == "table"]
    assert len(tables) == len(LANGUAGES)
    for table in tables:
        assert [len(row) for row in table.rows] == [3, 3, 3]
        assert "48.5%" in table.rows[0][1]
        assert "45.0%" in table.rows[0][2]
    assert not any("2016" in row.label + row.text for _, f in every_figure() for row in bars(f))


def test_without_the_second_version_no_share_of_2016_is_shown():
    made = sheet("enterprises", ROWS, "en")
    assert not any(chart.kind == "table" for figure in made.figures for chart in figure.charts)


def test_one_version_alone_is_not_shown_either():
    alone = (("Guangdong", 2016, 48.5, "HKI202110_102"),)
    made = sheet("enterprises", ROWS, "en", shares=alone)
    assert not any(chart.kind == "table" for figure in made.figures for chart in figure.charts)


def test_quotations_are_the_studys_own_english_in_every_language():
    for _, figure in every_figure():
        for line in figure.facts:
            assert line.quotation.words.isascii() or re.search("[a-z]{3}", line.quotation.words)


def test_catalogues_have_the_same_keys_and_placeholders():
    def fields(pattern):
        return {name for _, name, _, _ in string.Formatter().parse(pattern) if name}

    english = {k: v for k, v in entries("en").items() if k.startswith("findings.")}
    for language in LANGUAGES[1:]:
        other = {k: v for k, v in entries(language).items() if k.startswith("findings.")}
        assert other.keys() == english.keys()
        allowed = {"findings.value.billion"}  # billions there, 億 here
        differ = {k for k in other if fields(other[k]) != fields(english[k])}
        assert differ <= allowed


def test_no_word_of_the_catalogue_is_left_over(monkeypatch):
    spied = Spy(entries("en"))
    monkeypatch.setattr("briefing.catalogue.entries", lambda _language: spied)
    shares = tuple(("Guangdong", 2016, 45.0, source) for source in VERSIONS)
    for part in PARTS:
        sheet(part, ROWS, "en", shares=shares)
    used_by_the_page = {"parts", "part", "caution", "click", "download", "download_all"}
    kept_for_other_tables = {"findings.reliability.B", "findings.reliability.C",
                             "findings.reliability.D"}  # fmt: skip
    ours = {key for key in spied if key.startswith("findings.")}
    left = {key for key in ours if key.split(".")[1] not in used_by_the_page} - spied.used
    assert left == kept_for_other_tables


class Spy(dict):
    def __init__(self, entries):
        super().__init__(entries)
        self.used = set()

    def __getitem__(self, key):
        self.used.add(key)
        return super().__getitem__(key)


def test_hong_kong_says_noi_dei_and_never_the_mainlands_own_name_for_itself():
    words = "".join(v for k, v in entries("zh-Hant").items() if k.startswith("findings."))
    assert "內地" in words
    assert not re.search("中國大陸|大陸|内地|支持|软件|質量", words)


def test_ids_are_written_as_ranges():
    assert ranges({"F010", "F001", "F002"}) == "F001–F002, F010"
