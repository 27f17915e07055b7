"""The printed map is vector, searchable, in the right Chinese forms, and the same every time."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from briefing.backends.page import Print, to_pdf, to_png, with_families
from data.errors import RenderProblem
from data.fonts import fonts_for

from .sample_spec import EVERYTHING, HOSTILE

ESCAPED = EVERYTHING.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def picture(words: str, *, size: int = 40) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 200" font-family="serif">'
        '<rect width="800" height="200" fill="#ffffff"/><path d="M10,110l50,0 0,50z"/>'
        f'<text x="20" y="60" font-size="{size}">{words}</text></svg>'
    )


def page(words: str, language: str = "en", **changes: object) -> Print:
    fonts = fonts_for(words, language)
    return Print(
        **(
            {
                "families": fonts.families,
                "folders": fonts.folders,
                "title": words,
                "alt": words,
                "language": {"zh-Hant": "zh-HK", "zh-Hans": "zh-CN"}.get(language, "en"),
                "as_of": "2024",
            }
            | changes
        )
    )


def streams(pdf: bytes) -> list[bytes]:
    found = []
    for raw in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(raw))
        except zlib.error:
            found.append(raw)
    return found


def selectable(pdf: bytes) -> str:
    """Collect the characters that the fonts' tables give back on copying."""
    tables = b"\n".join(streams(pdf))
    found = re.findall(rb"<[0-9A-Fa-f]+> <([0-9A-Fa-f]+)>", tables)
    words = [bytes.fromhex(word.decode()).decode("utf-16-be", "replace") for word in found]
    return "".join(words)


def test_the_pdf_is_vector_with_embedded_fonts_and_chinese_that_can_be_copied() -> None:
    pdf = to_pdf(picture("廣東 30,971"), page("廣東 30,971", "zh-Hant"))
    assert pdf.startswith(b"%PDF-")
    assert b"/Subtype/Image" not in pdf
    assert b"/FontFile" in pdf
    assert set("廣東30971") <= set(selectable(pdf))


@pytest.mark.parametrize(("language", "face"), [("zh-Hant", b"HK|TC|hk|tc"), ("zh-Hans", b"SC|sc")])
def test_each_chinese_is_set_in_its_own_face(language: str, face: bytes) -> None:
    pdf = to_pdf(picture("骨直"), page("骨直", language))
    names = set(re.findall(rb"/BaseFont/\w+\+([\w\-]+)", pdf))
    assert names
    assert all(re.search(face, name) for name in names)


def test_the_two_forms_of_one_character_differ() -> None:
    drawn = [to_png(picture("骨", size=60), page("骨", lang)) for lang in ("zh-Hant", "zh-Hans")]
    assert drawn[0] != drawn[1]


def test_a_png_is_as_large_as_asked_and_shows_the_words() -> None:
    png = to_png(picture("廣東"), page("廣東", "zh-Hant"), long_side=1600)
    assert struct.unpack(">II", png[16:24]) == (1600, 400)
    grey = np.asarray(Image.open(BytesIO(png)).convert("L"))
    assert (grey[40:130, 40:200] < 100).sum() > 500
    assert (grey[:, 900:] > 250).all()


def test_print_is_the_same_bytes_twice_and_bears_the_date_of_the_data() -> None:
    pdf = to_pdf(picture("a"), page("a"))
    assert pdf == to_pdf(picture("a"), page("a"))
    assert b"D:20240101000000" in pdf
    assert to_png(picture("a"), page("a")) == to_png(picture("a"), page("a"))


def test_hostile_text_is_printed_as_those_characters() -> None:
    pdf = to_pdf(picture(ESCAPED, size=12), page(EVERYTHING))
    assert set("".join(HOSTILE)) - {" "} <= set(selectable(pdf))
    assert b"/JavaScript" not in pdf
    assert b"/URI" not in pdf


@pytest.mark.parametrize("words", ['#import "x"', "#panic()", "*a* $x$", '"; #eval("1")'])
def test_typst_syntax_in_a_title_is_text(words: str) -> None:
    assert to_pdf(picture("a"), page("a", title=words, alt=words)).startswith(b"%PDF-")


def test_families_in_style_rules_and_attributes_are_replaced_and_text_is_not() -> None:
    svg = (
        "<svg><style>text{font-family:A, 'B';fill:red}</style>"
        "<text style=\"font-family:C;x:y\" font-family='D'>"
        'font-family:E; font-family="F"</text></svg>'
    )
    assert with_families(svg, ["G", "H"]) == (
        '<svg font-family="G, H"><style>text{font-family:G, H;fill:red}</style>'
        '<text style="font-family:G, H;x:y" font-family="G, H">'
        'font-family:E; font-family="F"</text></svg>'
    )


def test_a_font_name_with_syntax_is_refused() -> None:
    with pytest.raises(RenderProblem, match="plain name"):
        with_families("<svg></svg>", ['x"><script>'])


@pytest.mark.parametrize("broken", ["", "<svg></svg>", '<svg viewBox="0 0 0 0"></svg>'])
def test_a_picture_without_a_size_is_refused(broken: str) -> None:
    with pytest.raises(RenderProblem, match="view box"):
        to_pdf(broken, page("a"))


def test_a_broken_picture_is_refused_in_one_sentence() -> None:
    with pytest.raises(RenderProblem, match="could not be printed"):
        to_pdf('<svg viewBox="0 0 9 9"><g></svg>', page("a"))
