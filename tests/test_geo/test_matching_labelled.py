"""The labelled set: no wrong code, nearly all that can be resolved."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from plusn.matching import matcher

FILE = Path(__file__).parent / "labelled_names.csv"
ROWS = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
FOUND = matcher().match([row["text"] for row in ROWS], [row["province_hint"] for row in ROWS]).rows
PAIRS = list(zip(ROWS, FOUND, strict=True))


def code(key):
    return key.code if key else ""


def test_no_code_is_wrong():
    wrong = [
        (row["text"], row["province_hint"], code(found.unit), row["want_code"])
        for row, found in PAIRS
        if found.unit and found.unit.code != row["want_code"]
    ]
    assert wrong == []


def test_nearly_all_that_can_be_resolved_is_found():
    resolvable = [pair for pair in PAIRS if pair[0]["want_code"]]
    found = [pair for pair in resolvable if pair[1].unit]
    assert len(resolvable) > 500
    assert len(found) >= 0.97 * len(resolvable)


def test_an_own_code_is_the_unit_named_wherever_one_is():
    wrong = [
        (row["text"], code(found.own), row["want_own"])
        for row, found in PAIRS
        if found.own and row["want_own"] and found.own.code != row["want_own"]
    ]
    assert wrong == []


@pytest.mark.parametrize("status", ["aggregate", "out_of_scope", "ambiguous", "unknown"])
def test_what_is_no_single_region_is_told_apart(status):
    listed = [(row, found) for row, found in PAIRS if row["want_status"] == status]
    assert listed
    wrong = [(row["text"], found.status.value) for row, found in listed if found.status != status]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "bearers"),
    [
        ("Jixian", {"141028", "230521"}),  # 吉县 in full, 集贤 without its kind
        ("Fengxian", {"310120", "320321", "610330"}),
    ],
)
def test_one_place_in_full_and_another_in_short_cannot_be_told_apart(text, bearers):
    (row,) = matcher().match([text]).rows
    assert row.status == "ambiguous"
    assert {key.code for key in row.candidates} == bearers
