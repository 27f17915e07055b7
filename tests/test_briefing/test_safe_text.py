"""Text that others wrote reaches readers as it is, and programs as nothing but text."""

from __future__ import annotations

import html
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing import safe_text
from briefing.safe_text import BREAKS, UNSEEN, csv_cell, csv_text, encode

from .sample_spec import HOSTILE


def seen(text: str) -> str:
    shown = (" " if c in BREAKS else c for c in text)
    return "".join(c for c in shown if unicodedata.category(c) not in UNSEEN)


@given(st.text())
@example("".join(HOSTILE))
@example("東莞\u202e{{a}}\u200b&#123;")
def test_encoded_text_shows_a_reader_what_was_written(text: str) -> None:
    assert html.unescape(encode(text)) == seen(text)


@given(st.text())
@example("{{}}{%%}<>&'\"`$\\=/*+@[]|~^!?%")
def test_encoded_text_holds_no_syntax_of_html_script_or_templates(text: str) -> None:
    without = re.sub(r"&#\d+;", "", encode(text))
    assert not set(without) & set("{}<>&'\"`$\\=/*+@[]|~^!?%#")


@given(st.text() | st.text("='+-@＝＋－＠ \t\r\n\u200bx", max_size=6))
def test_a_csv_cell_is_read_back_as_it_was(text: str) -> None:
    assert csv_text(csv_cell(text)) == text


@pytest.mark.parametrize("sign", [*"=+-@＝＋－＠", "\t", "\r", " =", "\u200b=", "\n=", "\ufeff+"])
def test_a_csv_cell_never_starts_a_formula(sign: str) -> None:
    assert csv_cell(f"{sign}1") == f"'{sign}1"


@pytest.mark.parametrize("text", ["Hunan", "", "湖南", "5-6", "a=b", "1,000", "  x"])
def test_harmless_cells_are_left_alone(text: str) -> None:
    assert csv_cell(text) == text


@given(st.text())
@example("".join(HOSTILE))
def test_what_is_drawn_is_what_a_reader_sees_and_no_more(text):
    drawn = safe_text.seen(text)
    assert drawn == seen(safe_text.whole(text))
    assert safe_text.seen(drawn) == drawn
