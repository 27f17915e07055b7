"""Settings of a Word document that python-docx has no words for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.typefaces import LATIN, chinese_face

if TYPE_CHECKING:
    from briefing.paper import Paper

Element = Any  # of python-docx or lxml: neither ships types
STYLES = ("Normal", "Heading 1", "Caption")
PLACES = {
    "pBdr": ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"),
    "tblBorders": ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"),
}
"""Element → those that must come after it: Word refuses another order."""


def size_page(document: Element, paper: Paper) -> None:
    """Set paper size, orientation and margins."""
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - only who writes Word waits
    from docx.shared import Pt  # noqa: PLC0415

    section = document.sections[0]
    landscape = paper.width > paper.height
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(paper.width), Pt(paper.height)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Pt(paper.margin))


def set_faces(document: Element, tongue: str, *, size: float) -> None:
    """Name the faces of Latin and of Chinese text in the styles that are used."""
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    for name in STYLES:
        style = document.styles[name]
        style.font.color.rgb = RGBColor(0x1C, 0x24, 0x30)
        style.font.name = LATIN
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(w(theme), None)
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(w(script), LATIN)
        fonts.set(w("eastAsia"), chinese_face(tongue))
    document.styles["Normal"].font.size = Pt(size)


def describe(shape: Element, *, name: str, alt: str) -> None:
    """Give a picture its name and its words for those who do not see it."""
    told = shape._inline.docPr  # noqa: SLF001 - python-docx has no attribute for either
    told.set("name", name)
    told.set("descr", alt)


def repeat_head(row: Element) -> None:
    """Let the head of a table stand on every page that the table runs over."""
    told = row._tr.get_or_add_trPr()  # noqa: SLF001
    told.append(told.makeelement(w("tblHeader"), {w("val"): "true"}))


def box(paragraph: Element) -> None:
    """Draw a line around a paragraph."""
    told = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    border = told.makeelement(w("pBdr"), {})
    for side in ("top", "left", "bottom", "right"):
        line = {"val": "single", "sz": "6", "space": "3", "color": "1C2430"}
        border.append(border.makeelement(w(side), {w(key): v for key, v in line.items()}))
    told.insert_element_before(border, *PLACES["pBdr"])


def w(name: str) -> str:
    """Write a name of Word's own vocabulary as lxml wants it."""
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name
