"""Figures printed on papers: vectors, selectable Chinese, embedded fonts, the same bytes twice."""

from io import BytesIO

import pypdf
import pytest
from PIL import Image

from briefing.backends.sheet_svg import render
from briefing.exhibit import Page
from briefing.paper import PICTURES
from data import fonts
from data.errors import BadValue, MissingFont, RenderProblem, UnknownChoice
from plusn.cli import run
from plusn.exhibits.registry import show
from plusn.sheets import document, sheet


@pytest.fixture(scope="module")
def bars():
    return show("bars", lang="en+zh-Hant")


@pytest.fixture(scope="module")
def map_of_the_sample():
    return show("atlas", lang="en+zh-Hant")


def test_a_page_is_a_vector_with_embedded_fonts_and_chinese_that_can_be_copied(map_of_the_sample):
    made = sheet(map_of_the_sample, "a4", "pdf")
    assert made == sheet(map_of_the_sample, "a4", "pdf")
    (page,) = pypdf.PdfReader(BytesIO(made)).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
        (595.28, 841.89), abs=0.2
    )
    assert not page.images
    words = "".join(page.extract_text().split())
    assert "江蘇" in words
    assert "30,971" in words
    assert map_of_the_sample.exhibit.digest in words
    for font in page["/Resources"]["/Font"].values():
        inner = font.get_object().get("/DescendantFonts", [font])[0].get_object()
        described = inner["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & described.keys()


def test_a_picture_has_the_pixels_of_its_name_and_a_page_those_of_its_resolution(bars):
    for paper, dpi, size in (
        ("1200x630", 300, (1200, 630)),
        ("1080x1080", 150, (1080, 1080)),
        ("a4", 150, (1240, 1754)),
    ):
        made = sheet(bars, paper, "png", dpi=dpi)
        assert made == sheet(bars, paper, "png", dpi=dpi)
        width, height = Image.open(BytesIO(made)).size
        assert abs(width - size[0]) <= 1
        assert abs(height - size[1]) <= 1


def test_title_notice_sources_date_and_digest_stand_inside_every_picture(bars):
    exhibit = bars.exhibit
    for paper in PICTURES.values():
        (drawn,) = render(Page(shown=bars), paper)
        for words in (exhibit.title, exhibit.boxed[0], *exhibit.credits):
            for word in words.split():
                assert word in drawn or any(part in drawn for part in (word[:6], word[-6:]))
        assert f"PlusN {exhibit.as_of} · {exhibit.digest}" in drawn


def test_a_long_title_is_set_smaller_and_its_end_still_stands(bars):
    title = "A headline of many words " * 11 + "with its end"
    (drawn,) = render(Page(shown=bars, title=title), PICTURES["1080x1080"])
    assert "its end" in drawn


def test_a_script_in_a_title_is_inert(bars):
    (drawn,) = render(Page(shown=bars, title="<script>alert(1)</script>"), PICTURES["1080x1080"])
    assert "<script" not in drawn


def test_no_room_for_the_picture_is_said(bars):
    with pytest.raises(RenderProblem, match="no room"):
        render(Page(shown=bars, title="x " * 4000), PICTURES["1200x630"])


def test_what_has_no_size_is_refused(bars):
    with pytest.raises(UnknownChoice):
        sheet(bars, "a3", "png")
    with pytest.raises(UnknownChoice):
        sheet(bars, "a4", "png", dpi=72)
    with pytest.raises(BadValue, match="no size"):
        document(bars, "csv", "a4")
    with pytest.raises(UnknownChoice):
        document(bars, "pptx", "a4")


def test_a_missing_font_is_one_sentence(bars, monkeypatch):
    monkeypatch.setattr(fonts, "_faces_of", lambda _: ())
    with pytest.raises(MissingFont, match="no installed font can write Traditional Chinese"):
        sheet(bars, "a4", "png")


@pytest.mark.parametrize(
    "options",
    [
        ["--size", "a3"],
        ["--size", "a4", "--format", "csv"],
        ["--size", "a4", "--dpi", "90", "--format", "png"],
    ],
)
def test_a_wrong_size_ends_with_two_and_writes_nothing(tmp_path, options):
    path = tmp_path / "out.png"
    assert run(["atlas", *options, "-o", str(path)]) == 2
    assert not path.exists()
