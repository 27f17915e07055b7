"""What must hold for every name that is known, however it is written and in whatever order."""

from __future__ import annotations

from functools import cache

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.codes import Level, RegionKey
from geo.matching.forms import Form
from geo.matching.gazetteer import Source
from geo.matching.report import Status
from geo.matching.text import clean, fold
from plusn.matching import gazetteer, matcher

ONE = {Status.MATCHED, Status.ROLLED_UP, Status.HISTORICAL, Status.PROVINCE}
TREE = matcher()._index.tree
FULL = [unit for unit in gazetteer().units if unit.key.level is not Level.COUNTRY]
# Texts of every kind: known names and codes, pairs of them, and letters that mean nothing.
known_texts = st.one_of(
    st.sampled_from([name.text for name in gazetteer().names]),
    st.sampled_from([unit.name for unit in FULL]),
    st.sampled_from([unit.key.code for unit in FULL]),
    st.sampled_from([row.text for row in gazetteer().not_regions]),
)
texts = st.one_of(
    known_texts,
    st.tuples(known_texts, st.sampled_from(["", " ", ", ", "、", "-"]), known_texts).map("".join),
    st.text(max_size=12),
)
provinces = st.sampled_from(["", *(u.name for u in FULL if u.key.level is Level.PROVINCE)])


@cache
def to_traditional():
    return opencc.OpenCC("s2t")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(texts, provinces), max_size=12), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_changes_an_answer(rows, rng):
    alone = {row: matcher().match([row[0]], [row[1]]).rows[0] for row in rows}
    mixed = rows * 2
    rng.shuffle(mixed)
    report = matcher().match(*zip(*mixed, strict=True)) if mixed else matcher().match([])
    assert list(report.rows) == [alone[row] for row in mixed]
    assert sum(report.counts().values()) == len(mixed)


@settings(max_examples=300, deadline=None)
@given(texts, provinces)
def test_an_answer_has_one_unit_or_none_and_says_why(text, province):
    (row,) = matcher().match([text], [province]).rows
    assert row.raw == text
    assert row.reason
    assert (row.unit is not None) == (row.own is not None) == (row.status in ONE)
    if row.status in ONE:
        assert row.candidates == ()
        assert row.level is row.own.level
        assert TREE.answers(row.own) == row.unit
    if row.status is Status.AMBIGUOUS:
        assert row.candidates
    assert list(row.candidates) == sorted(row.candidates, key=lambda k: (k.level.rank, k.code))


@settings(max_examples=300, deadline=None)
@given(texts, provinces)
def test_a_province_only_leaves_out_and_never_adds(text, province):
    (free,) = matcher().match([text]).rows
    (held,) = matcher().match([text], [province]).rows
    if held.unit is None or not province:
        return
    (around,) = matcher().match([province]).rows
    assert TREE.within(TREE.settle(held.own), {TREE.settle(around.own)})
    if free.unit is not None and free.unit != held.unit:
        # The hint may only prefer a unit of a lower level where the higher one lies elsewhere.
        assert not TREE.within(TREE.settle(free.own), {TREE.settle(around.own)})


noises = st.sampled_from(
    [
        lambda text: f" {text}\u3000",
        "\u200b".join,
        lambda text: f"\u202e{text}\u202c",
        lambda text: " ".join(text) if not text.isascii() else text,
        lambda text: f"{text}①",
        lambda text: f"{text}*",
        lambda text: f"{text}[1]",
        lambda text: f"{text}（注）",
        lambda text: f"（一）{text}",
        lambda text: f"“{text}”",
        lambda text: f"3. {text}" if not text[0].isdigit() else text,
        lambda text: to_traditional().convert(text),
        lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
        str.upper,
    ]
)


@settings(max_examples=400, deadline=None)
@given(known_texts, st.lists(noises, min_size=1, max_size=3))
def test_noise_does_not_change_what_is_found(text, added):
    noisy = text
    for noise in added:
        noisy = noise(noisy)
    (plain,), (dressed,) = matcher().match([text]).rows, matcher().match([noisy]).rows
    assert (dressed.status, dressed.own) == (plain.status, plain.own)


def test_every_full_name_is_its_own_unit_or_ambiguous_with_it():
    report = matcher().match(unit.name for unit in FULL)
    wrong = [
        (unit, row.status, row.own, row.candidates)
        for unit, row in zip(FULL, report.rows, strict=True)
        if TREE.settle(unit.key) not in {row.own, *row.candidates}
    ]
    assert wrong == []


def test_every_full_name_with_its_province_is_certain_or_borne_twice_there():
    hints = [RegionKey(Level.PROVINCE, f"{unit.key.code[:2]}0000") for unit in FULL]
    names = {unit.key: unit.name for unit in FULL}
    report = matcher().match([u.name for u in FULL], [names[hint] for hint in hints])
    for unit, row in zip(FULL, report.rows, strict=True):
        key = TREE.settle(unit.key)
        assert key == row.own or (row.status is Status.AMBIGUOUS and key in row.candidates)


def test_every_code_of_today_is_its_own_unit():
    report = matcher().match(unit.key.code for unit in FULL)
    for unit, row in zip(FULL, report.rows, strict=True):
        assert row.own is not None
        assert row.own.code == unit.key.code


@pytest.mark.parametrize("source", list(Source))
def test_every_name_leads_to_its_unit_or_doubts(source):
    names = [name for name in gazetteer().names if name.source is source]
    report = matcher().match(name.text for name in names)
    for name, row in zip(names, report.rows, strict=True):
        if row.unit is None:
            continue
        bearers = set(matcher()._index.find(fold(clean(name.text))))
        best = min((e.form for e in bearers), default=Form.FULL)
        key = TREE.settle(name.key)
        assert row.own == key or any(e.key == row.own and e.form == best for e in bearers)


def test_old_codes_lead_to_their_successors_only():
    for old in gazetteer().old_codes:
        (row,) = matcher().match([old.code]).rows
        if row.status is Status.HISTORICAL:
            assert [row.own] == [TREE.settle(key) for key in dict.fromkeys(old.successors)]
        elif row.status is Status.AMBIGUOUS:
            assert set(row.candidates) == {TREE.settle(key) for key in old.successors}
