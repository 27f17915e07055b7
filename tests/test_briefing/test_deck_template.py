"""A deck takes the look of a user's template, and refuses a bad one in a sentence."""

from __future__ import annotations

import io
import zipfile

import pptx
import pytest
from pptx.util import Pt

from briefing.exhibit import Page
from briefing.paper import SLIDES
from data.errors import InputProblem, TooLarge, UnreadableFile
from data.uploads.limits import Limits
from data.uploads.presentation import check_presentation
from plusn.decks import deck

from .deck_reading import members, opened, outside, overlapping, regions, runs, too_small, words
from .deck_samples import Given, exhibit, page

WIDE = SLIDES["16:9"]


def saved(show):
    content = io.BytesIO()
    show.save(content)
    return content.getvalue()


def repacked(content, change):
    """Give a presentation with its parts changed by a function of all of them."""
    parts = change(members(content))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made.getvalue()


@pytest.fixture(scope="module")
def template():
    """Make a presentation with two slides, its own faces, and a dark ground."""
    show = pptx.Presentation()
    for layout in (0, 5):
        show.slides.add_slide(show.slide_layouts[layout]).shapes.title.text = "Secret of the firm"
    return repacked(
        saved(show),
        lambda parts: {
            name: data.replace(b'typeface="Calibri"', b'typeface="Own Face"')
            if name.startswith("ppt/theme/theme1")
            else data
            for name, data in parts.items()
        },
    )


@pytest.fixture(scope="module")
def dressed(template):
    return deck([page()], WIDE, template=template)


def test_its_slides_are_left_out_and_its_layout_is_taken(dressed):
    shown = opened(dressed.content)
    assert len(shown.slides) == 1
    assert shown.slides[0].slide_layout.name == "Title Only"
    assert not [name for name, data in members(dressed.content).items() if b"Secret of" in data]


def test_size_and_faces_are_the_templates(dressed):
    shown = opened(dressed.content)
    assert (shown.slide_width, shown.slide_height) == (Pt(720), Pt(540))
    assert "Own Face" in dressed.fonts
    slide = shown.slides[0]
    faces = {
        one.get("typeface") for _, run in runs(slide) for one in run._r.rPr.findall("{*}latin")
    }
    assert faces == {"+mn-lt"}
    assert slide.shapes.title._element.find(".//{*}xfrm") is None


def test_the_figure_keeps_its_words_sizes_and_place(dressed):
    shown = opened(dressed.content)
    slide = shown.slides[0]
    assert too_small(slide) == []
    assert outside(slide, shown) == []
    assert overlapping(slide) == []
    assert "440000 Guangdong" in regions(slide)
    assert any("PlusN 2024" in told for told in words(slide))


def test_a_long_title_stays_in_the_templates_box(template):
    given = page(title="long title words " * 18)
    (slide,) = opened(deck([given], WIDE, template=template).content).slides
    sizes = {run.font.size.pt for name, run in runs(slide) if name == "Title"}
    assert min(sizes) >= 18


def test_on_a_dark_ground_words_are_light_and_pictures_dark(template):
    swap = {b'bg1="lt1"': b'bg1="dk1"', b'tx1="dk1"': b'tx1="lt1"'}

    def darkened(parts):
        master = parts["ppt/slideMasters/slideMaster1.xml"]
        for old, new in swap.items():
            assert old in master
            master = master.replace(old, new)
        return parts | {"ppt/slideMasters/slideMaster1.xml": master}

    asked = []

    class Asking(Given):
        def pictures(self, room, theme="light"):
            asked.append(theme)
            return super().pictures(room, theme)

    given = Page(shown=Asking(exhibit()))
    made = deck([given], WIDE, template=repacked(template, darkened))
    assert asked == ["dark"]
    assert b'schemeClr val="tx1"' in members(made.content)["ppt/slides/slide1.xml"]


def test_the_same_template_gives_the_same_bytes(template, dressed):
    assert deck([page()], WIDE, template=template).content == dressed.content


def bad_ones(template):
    def without_titles(parts):
        return {
            name: data.replace(b'type="title"', b'type="body"').replace(b'type="ctrTitle"', b"")
            if "Layout" in name
            else data
            for name, data in parts.items()
        }

    small = pptx.Presentation()
    small.slide_width = Pt(200)
    macros = repacked(template, lambda parts: parts | {"ppt/vbaProject.bin": b"x"})
    broken = repacked(template, lambda parts: parts | {"ppt/presentation.xml": b"<p:presentation"})
    bomb = repacked(template, lambda parts: parts | {"ppt/media/a.bin": bytes(150_000_000)})
    out = repacked(template, lambda parts: parts | {"../evil.xml": b"x"})
    entity = (
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><p:presentation xmlns:p="http://'
        b'schemas.openxmlformats.org/presentationml/2006/main">&b;</p:presentation>'
    )
    yield "no zip", b"not a presentation", "broken or cut off"
    yield "empty", b"", "broken or cut off"
    yield "cut off", template[: len(template) // 2], "broken or cut off"
    yield "a workbook", repacked(template, lambda _: {"xl/workbook.xml": b"x"}), "no PowerPoint"
    yield "macros", macros, "holds macros"
    yield "broken part", broken, "cannot|can be opened"
    yield "entities", repacked(template, lambda p: p | {"ppt/presentation.xml": entity}), "opened"
    yield "no titles", repacked(template, without_titles), "no layout with a title"
    yield "small", saved(small), "smaller than 480"
    yield "bomb", bomb, "times its size"
    yield "leads out", out, "lead out of it"


def test_a_bad_template_is_refused_in_one_sentence_with_a_remedy(template):
    for name, content, why in bad_ones(template):
        with pytest.raises(InputProblem, match=why) as told:
            deck([page()], WIDE, template=content)
        assert told.value.exit_code == 2, name
        assert told.value.remedy, name


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match=r"none\.pptx cannot be read"):
        deck([page()], WIDE, template=tmp_path / "none.pptx")


def test_a_template_from_a_file_is_the_same_as_its_bytes(tmp_path, template, dressed):
    place = tmp_path / "firm.pptx"
    place.write_bytes(template)
    assert deck([page()], WIDE, template=place).content == dressed.content


def test_a_large_file_is_refused_before_it_is_opened():
    with pytest.raises(TooLarge, match=r"x\.pptx has 0 MB"):
        check_presentation(b"x" * 2_000, name="x.pptx", limits=Limits(size=1_000))
