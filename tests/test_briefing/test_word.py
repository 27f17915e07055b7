"""Word pages: what stands on them is the exhibit's, in Word's own parts."""

from __future__ import annotations

import io

import docx
import pytest
from docx.shared import Pt
from PIL import Image

from briefing.backends.word.build import build
from briefing.backends.word.table import widths
from briefing.backends.zipped import unpacked
from briefing.paper import PAGES
from data.errors import RenderProblem
from plusn.rasters import png

from .shown_figures import Made, exhibit, page

HOSTILE = ("<script>alert(1)</script>", "{{7*191}}", "=1+1", "x" * 300)


def dot(_picture, _exhibit, *, width):
    assert width > 0
    content = io.BytesIO()
    Image.new("RGB", (3, 2)).save(content, "PNG")
    return content.getvalue()


def opened(pages, paper="a4"):
    return docx.Document(io.BytesIO(build(pages, PAGES[paper], dot)))


def said(document):
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_every_word_of_a_figure_stands_on_its_page():
    made = exhibit()
    words = said(opened([page()]))
    for part in (made.title, made.subtitle, *made.boxed, *made.sentences, made.caption,
                 *made.credits, *made.notes, made.as_of, made.digest[:12],
                 made.tables[0].rest):  # fmt: skip
        assert part in words


def test_a_table_is_words_own_with_every_row_and_its_head_on_every_page():
    table = opened([page()]).tables[0]
    rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert rows[0] == ("Name", "n", "How")
    assert rows[1:] == list(exhibit().tables[0].rows)
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert table.rows[20].cells[0].paragraphs[0].runs[0].font.bold
    assert not table.rows[1].cells[0].paragraphs[0].runs[0].font.bold


def test_the_picture_has_its_words_for_those_who_do_not_see_it():
    shapes = opened([page()]).inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == ["A map of twenty places."]


@pytest.mark.parametrize("paper", PAGES)
def test_pages_are_of_the_paper_and_pictures_fit_between_the_margins(paper):
    document = opened([page(), page(pieces=2)], paper)
    section, size = document.sections[0], PAGES[paper]
    assert (section.page_width.pt, section.page_height.pt) == pytest.approx(
        (size.width, size.height), abs=0.1
    )
    assert (section.orientation == 1) == (size.width > size.height)
    assert len(document.inline_shapes) == 3
    for shape in document.inline_shapes:
        assert shape.width <= Pt(size.width - 2 * size.margin) + 1


def test_chinese_is_set_in_a_face_of_its_own_language():
    for lang, face in (("zh-Hant", "Noto Sans CJK HK"), ("zh-Hans", "Noto Sans CJK SC")):
        document = opened([page(lang=lang, title="廣東")])
        fonts = document.styles["Normal"].element.rPr.rFonts
        assert fonts.xpath("@w:eastAsia") == [face]
        head = next(p for p in document.paragraphs if p.text == "廣東")
        assert head.runs[0]._r.rPr.rFonts.xpath("@w:hint") == ["eastAsia"]


def test_two_languages_stand_on_two_lines():
    document = opened([page(title="Two places\n兩個地方", lang="en+zh-Hant")])
    head = next(p for p in document.paragraphs if p.text.startswith("Two places"))
    assert head.text == "Two places\n兩個地方"
    assert "Figure 1. 圖 1。" in said(document)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_users_words_are_text_and_nothing_else(words):
    made = page(title=words, notes=(words,), tables=())
    document = opened([made])
    assert words in [p.text for p in document.paragraphs]
    parts = unpacked(build([made], PAGES["a4"], dot))
    assert b"<script" not in parts["word/document.xml"]


def test_the_same_pages_are_the_same_bytes_and_hold_no_clock():
    content = build([page()], PAGES["a4"], dot)
    assert content == build([page()], PAGES["a4"], dot)
    core = docx.Document(io.BytesIO(content)).core_properties
    assert (core.created.year, core.modified.year, core.author) == (2024, 2024, "PlusN")
    assert not [name for name in unpacked(content) if "thumbnail" in name]


def test_no_page_or_two_tongues_are_refused():
    with pytest.raises(RenderProblem, match="one language"):
        build([], PAGES["a4"], dot)
    with pytest.raises(RenderProblem, match="en, zh-Hant"):
        build([page(), page(lang="zh-Hant")], PAGES["a4"], dot)


def test_a_wide_table_keeps_its_numbers_whole():
    table = exhibit().tables[0]
    long = table.model_copy(update={"rows": (("x" * 200, "1,234", "y" * 100),)})
    found = widths(long, 500)
    assert sum(found) == pytest.approx(500)
    assert found[1] == widths(long, 5000)[1]


def test_a_picture_is_printed_with_300_dots_per_inch():
    content = png(Made().pictures(None, "light")[0], exhibit(), width=360)
    assert content[:4] == b"\x89PNG"
    assert int.from_bytes(content[16:20]) == pytest.approx(1500, abs=2)
