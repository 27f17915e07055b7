"""The atlas as a slide: small, quick, native; an office program opens and draws it."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from briefing.exhibit import Page
from briefing.paper import SLIDES
from plusn.decks import deck, english_names
from plusn.exhibits.registry import show
from tests.machine import OFFICE

from .deck_reading import members, opened, outside, regions, shapes, too_small
from .deck_samples import BARS, BRIDGE, POINTS, TABLE, page

LIMIT = 250_000


@pytest.fixture(scope="module")
def figure():
    return show("atlas", lang="zh-Hant")


@pytest.fixture(scope="module")
def atlas(figure):
    return deck([Page(shown=figure)], SLIDES["16:9"])


def test_every_province_is_a_named_native_shape_with_words(atlas):
    (slide,) = opened(atlas.content).slides
    named = regions(slide)
    codes = {name[:6] for name in named}
    assert len(codes) >= 31
    english = english_names()
    assert {name.split(" (")[0] for name in named} == {f"{code} {english[code]}" for code in codes}
    assert [name for name, told in named.items() if not told] == []
    assert "30,971" in named["440000 Guangdong"]


def test_it_is_small_holds_no_picture_and_has_notes(atlas):
    assert len(atlas.content) < LIMIT
    (slide,) = opened(atlas.content).slides
    assert [s for s in shapes(slide) if s.shape_type == 13] == []
    assert not [name for name in members(atlas.content) if "/media/" in name]
    assert len(slide.notes_slide.notes_text_frame.text) > 100


def test_words_are_large_enough_and_inside(atlas):
    shown = opened(atlas.content)
    assert too_small(shown.slides[0]) == []
    assert outside(shown.slides[0], shown) == []


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("soffice") is None and os.environ.get("CI") != "true",
    reason=OFFICE["libreoffice-impress"][1],
)
def test_an_office_program_draws_every_slide_without_a_picture_and_its_words_are_text(
    tmp_path, figure
):
    told = {"charts": (BARS, BRIDGE, POINTS), "tables": (TABLE,), "lang": "zh-Hant"}
    figures = [Page(shown=figure), page(slide=("chart", "table"), **told)]
    made = deck(figures, SLIDES["16:9"])
    (tmp_path / "deck.pptx").write_bytes(made.content)
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path,
         tmp_path / "deck.pptx"], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    said, drawn = (
        subprocess.run([tool, *more], check=True, capture_output=True, text=True).stdout
        for tool, *more in (
            ("pdftotext", tmp_path / "deck.pdf", "-"),
            ("pdfimages", "-list", tmp_path / "deck.pdf"),
        )
    )
    assert said.count("\f") == len(opened(made.content).slides)
    flat = "".join(said.split())
    for needed in (figure.exhibit.title, "廣東", "30,971", "12,935", "Province34"):
        assert "".join(needed.split()) in flat
    assert drawn.strip().count("\n") == 1  # the head of an empty list
