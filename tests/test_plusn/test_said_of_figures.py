"""What is said of a figure: numbers of its table, comparisons that hold, and no orders.

Every number and every comparative of titles, sentences, captions, alternative texts, questions and
answers is held against the records that a workbook beside the figure has, in three languages.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise

import pytest

import plusn
from briefing.exhibit import Room
from briefing.names import small_number
from briefing.spec import LANGUAGES
from plusn.exhibits.registry import HOMES, show

# Of a user's own numbers: held by tests of their own.
NEED_DATA = {"comparison", "multiples", "pattern", "patterns"}
MAPS = {"atlas", "bars", "ranking"}
FIGURES = sorted(HOMES.keys() - NEED_DATA)
NUMBER = re.compile(r"(?<![A-Za-z0-9_.,])\d[\d,]*(?:\.\d+)?")
SAID = ("title", "subtitle", "caption", "alt", "premise", "question", "answer")
# One in what: shares, thousands, millions; weeks of a year.
SCALES = (1, 100, 1e-3, 1e-6, 1 / 52, 52, 52e-6)
# Numbers that a sentence needs and no table has: blocks of capacity of a site, by the case.
BLOCKS = {"1", "3", "4", "5"}
# The ledger's distance and what it may be; a law's section; a year's weeks.
ELSEWHERE = {"bridge": BLOCKS, "swing": BLOCKS, "decision": {"1.3", "5", "301"}, "weeks": {"52"}}
ORDERS = re.compile(
    r"(?i)\b(click|press|tap|hover|please|replace|upload|add rows|fill in|choose|select|type in)\b"
    r"|\b(you|your|yours)\b|請|请|點按|点按|按一下|點選|点选|輸入|输入|你|您|換成|换成|自填"
)
# Guidance to a reader that a figure of the study needs, not an instruction to its author.
ALLOWED = ("請審慎解讀", "请审慎解读")
TEXT = re.compile(r"<(?:text|tspan|title|desc)[^>]*>([^<]+)<")
SUPERLATIVE = re.compile(
    r"(?i)\b(most|largest|highest|densest|safest|cheapest|best|first)\b|最|第一"
)


@cache
def shown(name, lang):
    return show(name, lang=lang)


@cache
def exhibit(name, lang):
    return shown(name, lang).exhibit


def numbers(words):
    return [found.rstrip(",") for found in NUMBER.findall(words)]


def plain(number):
    return float(number.replace(",", ""))


def told(one):
    """Give every text that says something of the numbers, by what it is."""
    yield from ((field, getattr(one, field)) for field in SAID)
    yield from (("sentence", words) for words in one.sentences)
    yield from (("key figure", f"{key.number} {key.words}") for key in one.key_figures)
    yield from (("box", words) for words in one.boxed)


@cache
def drawn(name, lang):
    """Give what is printed in the tables and on the marks, and the values of the records."""
    one = exhibit(name, lang)
    cells = [cell for table in one.tables for row in table.rows for cell in row]
    cells += [column.head for table in one.tables for column in table.columns]
    cells += [words for chart in one.charts for series in chart.series for words in series.labels]
    cells += [one.as_of, *one.notes, *one.credits]
    records = [cell for record in one.records for row in record.rows for cell in row]
    values = [float(cell) for cell in records if isinstance(cell, int | float)]
    values += [plain(n) for cell in records if isinstance(cell, str) for n in numbers(cell)]
    for chart in one.charts:
        values += [*chart.across, *(v for s in chart.series for v in s.values if v is not None)]
    values += follows(name, lang)
    printed = {n for cell in cells for n in numbers(cell)}
    lengths = [len(table.rows) for table in one.tables] + [len(r.rows) for r in one.records]
    alike = Counter(cell for record in one.records for row in record.rows for cell in row)
    return printed, values, {str(n) for n in (*lengths, *alike.values())}


def follows(name, lang):
    """Work out what sentences say beyond the table: wholes, rests, shares, differences."""
    if name in MAPS:
        spec = plusn.atlas().spec
        whole, counts = spec.tables[0].total.high, [m.value for m in spec.regions if m.value]
        known = sum(counts)
        shares = [part / whole for part in (*counts, known, whole - known)]
        return [whole, known, whole - known, *counts, *shares]
    if name == "bridge":
        series = next(s for s in exhibit(name, lang).charts[0].series if s.labels)
        totals = [plain(words) for words in series.labels if words]
        return [a - b for a, b in pairwise(totals)]
    if name == "tradeoff":
        costs = [cell for r in exhibit(name, lang).records for row in r.rows for cell in row
                 if isinstance(cell, float) and cell > 1e6]  # fmt: skip
        return [cost - min(costs) for cost in costs]
    # What the case costs as entered, from which changes are told.
    return drawn("bridge", lang)[1] if name == "swing" else []


def derived(values, number):
    """Tell whether a number is one of the values as some scale and its digits write it."""
    digits, wanted = len(number.partition(".")[2]), plain(number)
    return any(round(abs(value) * scale, digits) == wanted for value in values for scale in SCALES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
def test_every_number_that_is_said_is_in_the_table_or_follows_from_it(name, lang):
    printed, values, lengths = drawn(name, lang)
    known = printed | lengths | ELSEWHERE.get(name, set())
    wrong = {
        (what, number): words
        for what, words in told(exhibit(name, lang))
        for number in numbers(words)
        if number not in known and not derived(values, number)
    }
    assert not wrong


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("atlas", "30,972"), ("atlas", "83"), ("bridge", "2.9"), ("decision", "4.9"), ("weeks", "97")],
)
def test_a_wrong_number_would_be_found(name, wrong):
    printed, values, lengths = drawn(name, "en")
    assert wrong not in printed | lengths
    assert not derived(values, wrong)


@pytest.mark.parametrize("name", FIGURES)
def test_languages_say_the_same_numbers(name):
    """A count up to ten may be a word in one language and digits in another."""

    def said(lang):
        found = {n for _, words in told(exhibit(name, lang)) for n in numbers(words)}
        return {n for n in found if plain(n) > 10}

    first, second, third = (said(lang) for lang in LANGUAGES)
    assert second == third
    assert first ^ second <= BILLIONS.get(name, set())


# HK$127.1 bn is 1,271 hundred millions in Chinese.
BILLIONS = {"finding": {"127.1", "1,271", "53.4", "534", "40.2", "402", "28.2", "282"}}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
def test_nobody_in_the_audience_is_told_what_to_do(name, lang):
    one = exhibit(name, lang)
    words = [*one.credits, *one.notes, *(words for _, words in told(one))]
    words += [cell for table in one.tables for row in table.rows for cell in row]
    words += [table.title + table.rest for table in one.tables]
    for picture in shown(name, lang).pictures(Room(width=760, height=420), "light"):
        words += TEXT.findall(picture.svg)
    for each in words:
        clean = each
        for fine in ALLOWED:
            clean = clean.replace(fine, "")
        assert not ORDERS.search(clean), each


def superlatives(name, lang):
    """Give the sentences with a superlative, without the limits that a range is explained by."""
    limits = re.compile(
        r"(?i)at most|at least|smallest of the|no unlisted|\bleast (?:landed )?cost|costs least"
        r"|cost least|most exact|lowest value|highest value"
        r"|最多|最少|最低成本|成本最低|最惠國|最惠国|最低值|最高值"
    )
    found = [words for what, words in told(exhibit(name, lang)) if what in {"title", "sentence"}]
    return [words for words in found if SUPERLATIVE.search(limits.sub("", words))]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["atlas", "bars", "ranking"])
def test_the_place_that_a_map_calls_largest_has_the_largest_number(name, lang):
    record = exhibit(name, lang).records[0]
    heads = [head.lower() for head in record.heads]
    value, place = heads.index("value"), heads.index("name")
    known = [row for row in record.rows if isinstance(row[value], int | float)]
    largest = max(known, key=lambda row: row[value])
    if name == "ranking":
        largest = min(known, key=lambda row: row[value])
    said = superlatives(name, lang)
    assert said
    assert all(str(largest[place]) in words for words in said)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_safest_plan_is_the_one_with_the_smallest_regret_of_all(lang):
    one = exhibit("decision", lang)
    told_of = re.compile(r"(.+?)(?:: |：).+(?:: |：)([\d.]+)[.。]")
    rows = [found for words in one.sentences if (found := told_of.fullmatch(words))]
    regrets = [(plain(row[2]), row[1]) for row in rows]
    least, plan = min(regrets)
    assert len(regrets) == len(one.tables[0].rows)
    assert plan in one.title
    assert f"{least:g}" in one.title
    assert small_number(len(regrets), lang) in one.title


@pytest.mark.parametrize("lang", LANGUAGES)
def test_weeks_that_are_called_shorter_are(lang):
    said = exhibit("weeks", lang).sentences
    short = [words for words in said if re.search("shorter|短於|短于", words)]
    assert short
    for words in short:
        weeks, restart = (plain(n) for n in numbers(words)[:2])
        assert weeks < restart
