"""JSON and CSV say exactly what the map shows, and no more."""

from __future__ import annotations

import csv
import io
import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.backends.records import COLUMNS, NUMBERS, read_spec, spec_json, to_csv, to_json
from briefing.safe_text import csv_text
from data.errors import RenderProblem, UnreadableFile

from .sample_spec import EVERYTHING, HOSTILE, hostile, mark, sample

KEYS = {"measure", "unit", "level", "as_of", "legend", "credits", "digest", "regions"}
REGION = {"level", "code", "names", "standing", "class", "colour", "sources", *NUMBERS}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_json_has_every_promised_key() -> None:
    record = json.loads(to_json(sample()))
    assert record.keys() >= KEYS
    assert all(entry.keys() >= {"label", "colour", "standing"} for entry in record["legend"])
    assert all(region.keys() >= REGION for region in record["regions"])
    assert all(set(r["names"]) == {"en", "zh-Hant", "zh-Hans"} for r in record["regions"])


def test_only_known_values_have_a_value_and_a_colour() -> None:
    for region in json.loads(to_json(sample()))["regions"]:
        known = region["standing"] == "published"
        assert (region["value"] is not None) is known
        assert (region["colour"] is not None) is known
        assert not known or region["low"] == region["high"] == region["value"]


def test_the_numbers_are_those_of_the_study() -> None:
    found = {region["code"]: region for region in json.loads(to_json(sample()))["regions"]}
    assert found["440000"]["value"] == 30971
    assert (found["430000"]["low"], found["430000"]["high"]) == (0, 5300)
    assert found["430000"]["high_certain"] == 12935


def test_regions_are_sorted_by_level_and_code_whatever_their_order() -> None:
    spec = sample()
    turned = spec.model_copy(update={"regions": spec.regions[::-1]})
    assert to_json(turned) == to_json(spec)
    assert to_csv(turned) == to_csv(spec)


def test_a_region_with_one_name_shows_it_in_every_language() -> None:
    spec = sample(regions=(mark(3, names={"zh-Hans": "昆山市"}),))
    (region,) = json.loads(to_json(spec))["regions"]
    assert set(region["names"].values()) == {"昆山市"}


@pytest.mark.parametrize("lang", ["en", "zh-Hant", "zh-Hans"])
def test_a_spec_survives_the_way_to_json_and_back(lang: str) -> None:
    assert read_spec(spec_json(sample(lang))) == sample(lang)


def test_a_text_that_is_no_spec_is_refused_with_its_place() -> None:
    with pytest.raises(UnreadableFile, match="view"):
        read_spec("{}")


@pytest.mark.parametrize("write", [to_json, to_csv, spec_json])
def test_a_number_that_is_not_finite_is_refused(write) -> None:
    broken = sample().model_copy(
        update={"regions": (mark(3).model_copy(update={"value": float("nan")}),)}
    )
    with pytest.raises(RenderProblem, match="not finite"):
        write(broken)


def test_hostile_text_appears_in_json_as_those_characters() -> None:
    record = json.loads(to_json(hostile()))
    assert record["title"] == EVERYTHING
    assert record["notes"] == list(HOSTILE)
    assert [region["label"] for region in record["regions"]][:5] == list(HOSTILE)


def test_the_csv_has_a_byte_order_mark_and_one_row_per_region() -> None:
    content = to_csv(sample())
    assert content.startswith(b"\xef\xbb\xbflevel,code,")
    assert len(rows(content)) == len(sample().regions)
    assert list(rows(content)[0]) == [*COLUMNS, "protected"]


def test_every_text_cell_of_the_csv_is_inert_and_reads_back() -> None:
    found = rows(to_csv(hostile()))
    labels = [row["label"] for row in found]
    assert "'" + HOSTILE[4] in labels
    assert [csv_text(label) for label in labels][:5] == list(HOSTILE)
    for row in found:
        signed = [name for name, cell in row.items() if cell[:1] in "=+-@'" and cell]
        assert signed == row["protected"].split()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_csv_numbers_read_back_bit_for_bit(value: float) -> None:
    region = mark(3, value=value, low=value, high=value, low_certain=value, high_certain=value)
    (row,) = rows(to_csv(sample(regions=(region,))))
    assert struct.pack("d", float(row["value"])) == struct.pack("d", value)


def test_records_are_the_same_bytes_twice() -> None:
    assert to_json(sample()) == to_json(sample())
    assert to_csv(sample()) == to_csv(sample())
