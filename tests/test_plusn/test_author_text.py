"""An author's title or note: words that every reader sees, from left to right, or a sentence."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import plusn
from data.errors import BadValue
from plusn.author_text import refusal
from plusn.cli import run

HIDDEN = ["\u200b", "\u202e", "\u2066", "\ufeff", "\x00", "\x1b", "\u00ad", "\u2028"]
PLAIN = st.text("Hong Kong 香港 30,971 (2024): “a”, 中國+N – x", max_size=40)


@given(PLAIN)
def test_plain_words_in_english_and_chinese_are_taken(words):
    assert refusal(words, "title") is None


@given(PLAIN, st.sampled_from([*HIDDEN, "א", "م"]), PLAIN)
def test_one_hidden_or_right_to_left_character_anywhere_is_refused(before, odd, after):
    told = refusal(before + odd + after, "title")
    assert told is not None
    assert f"(U+{ord(odd):04X})" in str(told)
    assert not any(unicodedata.category(c) in {"Cc", "Cf"} for c in str(told))


def test_notes_may_have_lines_and_titles_may_not():
    assert refusal("a\nb", "notes", broken=True) is None
    assert "U+000A" in str(refusal("a\nb", "title"))


@pytest.mark.parametrize("odd", [*HIDDEN, "שלום"])
def test_a_map_refuses_such_a_title(odd):
    with pytest.raises(BadValue, match="title has"):
        plusn.atlas(title=f"Hong Kong {odd}")


def test_the_command_line_says_it_in_a_sentence_and_writes_nothing(tmp_path, capsys):
    target = tmp_path / "map.svg"
    assert run(["atlas", "--title", "a\u202eb", "-o", str(target)]) == 2
    assert "title has a character that nobody sees (U+202E)" in capsys.readouterr().err
    assert not any(tmp_path.iterdir())
