"""Fonts are found by what they can write; a drawing without one is refused with the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from data import fonts
from data.errors import MissingFont
from data.fonts import Face, fonts_for, require_chinese_font


@pytest.fixture
def machine(monkeypatch):
    """Make a machine that has just these fonts, with these characters."""

    def with_fonts(**families: str) -> None:
        faces = tuple(Face(name.replace("_", " "), f"/fonts/{name}.ttf") for name in families)
        held = {f"/fonts/{name}.ttf": frozenset(map(ord, has)) for name, has in families.items()}
        monkeypatch.setattr(fonts, "_installed", lambda: faces)
        monkeypatch.setattr(fonts, "_characters", lambda file, _: held[file])

    return with_fonts


def test_traditional_and_simplified_text_get_different_faces(machine) -> None:
    machine(Noto_Sans_CJK_SC="港广", Noto_Sans_CJK_HK="港廣", Noto_Sans_CJK_JP="港廣")
    assert fonts_for("港", "zh-Hant").families == ("Noto Sans CJK HK",)
    assert fonts_for("港", "zh-Hans").families == ("Noto Sans CJK SC",)


def test_a_face_that_lacks_a_character_is_passed_over(machine) -> None:
    machine(Noto_Sans_CJK_HK="港", PingFang_TC="港𨋢")
    assert fonts_for("港𨋢", "zh-Hant").families == ("PingFang TC",)


def test_a_japanese_face_is_no_substitute(machine) -> None:
    machine(Noto_Sans_CJK_JP="港廣", Noto_Sans="abc")
    with pytest.raises(
        MissingFont, match=r"Traditional Chinese.*廣.*apt-get install fonts-noto-cjk"
    ):
        fonts_for("廣", "zh-Hant")


def test_a_machine_without_any_font_is_refused(machine) -> None:
    machine()
    with pytest.raises(MissingFont, match="no font"):
        fonts_for("abc", "en")
    with pytest.raises(MissingFont, match="Simplified Chinese"):
        require_chinese_font("zh-Hans")


def test_english_needs_no_chinese_font_unless_it_quotes_chinese(machine) -> None:
    machine(Noto_Sans="abc")
    assert fonts_for("abc", "en").families == ("Noto Sans",)
    with pytest.raises(MissingFont):
        fonts_for("abc 港", "en")


def test_an_emoji_is_not_taken_for_chinese(machine) -> None:
    machine(Noto_Sans="abc")
    assert fonts_for("abc 🏭", "en").families == ("Noto Sans",)


def test_a_broken_font_file_is_no_font(tmp_path: Path) -> None:
    for content in (b"", b"ttcf", b"ttcf\x00\x01\x00\x00\x00\x00\x00\x02", b"not a font at all"):
        file = tmp_path / "msjh.ttc"
        file.write_bytes(content)
        assert list(fonts._faces_in(str(file))) == []


def test_this_machine_can_write_both_chineses() -> None:
    for words, language in (("廣東港商", "zh-Hant"), ("广东港商", "zh-Hans")):
        found = fonts_for(words, language)
        assert found.families
        assert all(Path(folder).is_dir() for folder in found.folders)
