"""PDF pages: vectors, text that can be copied, one page for each picture."""

from __future__ import annotations

import io

import pypdf
import pytest

from briefing.backends.pages import MOST_ROWS, to_pdf
from briefing.paper import PAGES, SLIDES
from data.errors import RenderProblem
from data.fonts import fonts_for

from .shown_figures import page

PAPERS = {**PAGES, **{f"slide {name}": paper for name, paper in SLIDES.items()}}


def read(pages, paper="a4"):
    return pypdf.PdfReader(io.BytesIO(to_pdf(pages, PAPERS[paper], fonts_for)))


def words(found):
    return " ".join(" ".join(sheet.extract_text().split()) for sheet in found.pages)


@pytest.mark.parametrize("paper", PAPERS)
def test_each_picture_has_a_page_of_the_papers_size(paper):
    found = read([page(), page(pieces=2)], paper)
    size = PAPERS[paper]
    assert len(found.pages) == 3
    for sheet in found.pages:
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx(
            (size.width, size.height), abs=0.1
        )
        assert not sheet.images


def test_a_page_for_reading_says_everything_and_how_many_rows_it_leaves_out():
    said = words(read([page()]))
    for part in ("Two of two places are published", "Enterprises, 2024", "Sample", "68,314",
                 "Place 20 has most: 20.", "Source: a study.", "Boundaries imply no opinion.",
                 "PlusN 2024 · abcdef012345", "30,971", "廣東"):  # fmt: skip
        assert part in said
    assert f"{20 - MOST_ROWS} of 20 rows are left out here." in said
    assert "5 more are not covered." in said
    assert "Place 9 " in said
    assert "Place 10 " not in said


def test_a_slide_holds_title_picture_and_sources():
    said = words(read([page()], "slide 16:9"))
    assert "Two of two places are published" in said
    assert "Source: a study." in said
    assert "Place 1 " not in said


def test_every_font_is_embedded():
    for sheet in read([page(title="港")]).pages:
        fonts = [font.get_object() for font in sheet["/Resources"]["/Font"].values()]
        assert fonts
        for font in fonts:
            inner = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & inner.keys()


@pytest.mark.parametrize("said", ["#panic()", "$x$", "*b* _i_ `c`", "<label>", "\\u{41}", "[x]"])
def test_a_users_words_are_text_and_nothing_else(said):
    assert said.replace(" ", "") in words(read([page(title=said)])).replace(" ", "")


def test_the_same_pages_are_the_same_bytes():
    assert to_pdf([page()], PAGES["a4"], fonts_for) == to_pdf([page()], PAGES["a4"], fonts_for)


def test_no_figure_and_words_without_end_are_refused():
    with pytest.raises(RenderProblem, match="at least one figure"):
        to_pdf([], PAGES["a4"], fonts_for)
    with pytest.raises(RenderProblem, match="more than one page"):
        to_pdf([page(notes=("long words " * 2000,))], PAGES["a4"], fonts_for)
