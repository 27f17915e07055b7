"""The SVG map on paper: PNG for slides and mail, vector PDF for print.

Both are set by typst from the same SVG (docs/decisions/0002-print-path.md): shapes stay vectors
and text stays text in the PDF, so that it can be searched and copied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from briefing.backends.stamp import stamp
from briefing.safe_text import whole
from data.errors import RenderProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

A4_AT_300_DPI = 3508  # px of the long side
PX_IN_PT = 0.75  # one CSS pixel is 1/96 inch, one point 1/72
# The picture and its words come in as values, so that no text can be typst's own syntax.
DOCUMENT = b"""#let given = sys.inputs
#set document(title: given.title, date: auto)
#set text(lang: given.lang, region: given.region)
#set page(width: float(given.width) * 1pt, height: float(given.height) * 1pt, margin: 0pt)
#image(bytes(given.svg), format: "svg", width: 100%, alt: given.alt)
"""
TAG = re.compile(r"""<[A-Za-z](?:[^"'>]|"[^"]*"|'[^']*')*>""")
STYLE = re.compile(r"(<style[^>]*>)(.*?)(</style>)", re.DOTALL)
NAMED = re.compile(r'(?<=\sfont-family=)("[^"]*"|\'[^\']*\')')
STYLED = re.compile(r"(?<=font-family:)[^;}<]+")
SIDES = re.compile(r'\sviewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"')
FAMILY = re.compile(r"[\w .\-]+")


@dataclass(frozen=True, kw_only=True)
class Print:
    """Say what a printed page needs beside its picture.

    Parameters
    ----------
    families
        Fonts to set the text in, the best first: decides which form a Chinese character gets.
    folders
        Where their files are; no other folder is searched.
    title, alt
        Title of the document, and the picture in words.
    language
        A tag such as ``"zh-HK"``.
    as_of
        The date of the data, which becomes that of the file.
    """

    families: Sequence[str]
    folders: Sequence[str]
    title: str
    alt: str
    language: str
    as_of: str


def to_pdf(svg: str, page: Print) -> bytes:
    """Print an SVG as one vector PDF page of its own size, fonts embedded.

    Raises
    ------
    RenderProblem
        The picture is not an SVG with a view box.
    """
    made_at = int(stamp(page.as_of).timestamp())
    return _compiled(svg, page, format="pdf", timestamp=made_at)


def to_png(svg: str, page: Print, *, long_side: int = A4_AT_300_DPI) -> bytes:
    """Print an SVG as a PNG whose longer side has `long_side` pixels.

    Raises
    ------
    RenderProblem
        The picture is not an SVG with a view box.
    """
    points = max(_size(svg)) * PX_IN_PT
    return _compiled(svg, page, format="png", ppi=72 * long_side / points)


def with_families(svg: str, families: Sequence[str]) -> str:
    """Name these fonts, and no others, wherever a picture names fonts.

    Text in the picture is left alone, whatever it looks like.

    Raises
    ------
    RenderProblem
        A family's name is no plain name.

    Examples
    --------
    >>> with_families('<svg font-family="serif"><text>font-family="x"</text></svg>', ["Noto Sans"])
    '<svg font-family="Noto Sans"><text>font-family="x"</text></svg>'
    """
    if not families or not all(FAMILY.fullmatch(family) for family in families):
        raise RenderProblem("a font has no plain name", where=", ".join(families))
    named = ", ".join(families)
    styled = STYLE.sub(lambda m: m[1] + STYLED.sub(named, m[2]) + m[3], svg)
    tagged = TAG.sub(lambda m: _named(m[0], named), styled)
    if re.match(r"<svg[^>]*\sfont-family=", tagged):
        return tagged
    return tagged.replace("<svg", f'<svg font-family="{named}"', 1)


def _named(tag: str, named: str) -> str:
    return STYLED.sub(named, NAMED.sub(f'"{named}"', tag)) if "font-family" in tag else tag


def _size(svg: str) -> tuple[float, float]:
    found = SIDES.search(svg)
    if found is None or float(found[1]) <= 0 or float(found[2]) <= 0:
        raise RenderProblem("the picture has no view box", remedy="Give an SVG that PlusN drew.")
    return float(found[1]), float(found[2])


def _compiled(svg: str, page: Print, **how: Any) -> bytes:  # noqa: ANN401 - typst's own options
    import typst  # noqa: PLC0415 - only who prints waits for it

    width, height = (side * PX_IN_PT for side in _size(svg))
    language, _, region = page.language.partition("-")
    inputs = {
        "svg": with_families(whole(svg), page.families),
        "title": whole(page.title),
        "alt": whole(page.alt),
        "lang": language,
        "region": region or "GB",
        "width": repr(width),
        "height": repr(height),
    }
    compiler = typst.Compiler(font_paths=font_book(tuple(page.folders)), sys_inputs=inputs)
    try:
        made = compiler.compile(DOCUMENT, **how)
    except typst.TypstError as problem:
        raise RenderProblem(
            "the picture could not be printed",
            where=str(problem.message)[:200],
            remedy="Use SVG or HTML.",
        ) from problem
    if not isinstance(made, bytes):
        raise RenderProblem("the picture fills more than one page", remedy="Use SVG or HTML.")
    return made


@cache
def font_book(folders: tuple[str, ...]) -> Any:  # noqa: ANN401 - an object of typst
    """Give typst the fonts of some folders and no others."""
    import typst  # noqa: PLC0415

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders)
    )
