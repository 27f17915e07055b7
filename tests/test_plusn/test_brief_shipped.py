"""The briefs that ship: the study in four tongues, the packs of the others."""

from __future__ import annotations

import io
from functools import cache

import pptx
import pytest

import plusn

TONGUES = ("en", "zh-Hant", "zh-Hans", "en+zh-Hant")


@cache
def study():
    """Write the study in every tongue: tongue → slides."""
    made = {tongue: plusn.brief("study", lang=tongue).to_bytes("pptx") for tongue in TONGUES}
    return {t: pptx.Presentation(io.BytesIO(raw)).slides for t, raw in made.items()}


def words(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


@pytest.mark.parametrize("tongue", TONGUES)
def test_the_study_has_five_slides_with_title_source_and_notes(tongue) -> None:
    slides = study()[tongue]
    pages = plusn.brief("study", lang=tongue).pages
    assert len(slides) == len(pages) == 5
    for slide, page in zip(slides, pages, strict=True):
        written = " ".join(" ".join(words(slide)).split())
        assert all(line in written for line in page.heading.splitlines())
        assert page.shown.exhibit.digest[:12] in written
        assert slide.has_notes_slide


@pytest.mark.parametrize("name", ["firm", "provinces"])
def test_a_shipped_pack_is_written_with_every_figure(name) -> None:
    made = plusn.brief(name, lang="zh-Hant", size="4:3")
    slides = pptx.Presentation(io.BytesIO(made.to_bytes("pptx"))).slides
    written = [" ".join(" ".join(words(slide)).split()) for slide in slides]
    for page in made.pages:
        assert any(page.shown.exhibit.digest[:12] in told for told in written)
    assert len({page.heading for page in made.pages}) == len(made.pages)


def test_the_title_of_the_ranges_in_the_provinces_pack_is_true() -> None:
    regions = plusn.atlas(level="province").spec.regions
    standings = [region.standing for region in regions]
    assert (standings.count("published"), standings.count("bounded")) == (5, 26)
    pages = plusn.brief("provinces").pages
    [page] = [page for page in pages if page.title]
    assert page.heading == "Five places have a published number, 26 have only a range"
    assert page.shown.exhibit.name == "bars"
