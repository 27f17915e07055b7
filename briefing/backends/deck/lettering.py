"""Words in text boxes: cleaned, measured, with the faces and the language of each run.

One rule for what cannot be seen: control, zero-width and bidirectional characters go, line breaks
of a user become spaces, and a paragraph always runs from left to right, so that letters of
right-to-left scripts stay and nothing around them changes places.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from briefing.backends.svg_elements import ILLEGAL, escaped
from briefing.catalogue import HTML_LANG
from briefing.safe_text import BREAKS, UNSEEN, whole
from briefing.tongue import spoken
from briefing.typefaces import LATIN, chinese_face, is_han
from briefing.typesetting import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable

# Height of a line over its size, and of its part above the baseline: Noto Sans; Noto Sans CJK is
# a little taller (their hhea tables).
LINE, LINE_HAN = 1.362, 1.448
ASCENT, ASCENT_HAN = 1.069, 1.16
THEME_FACES = ("+mn-lt", "+mn-ea")


def seen(words: str) -> str:
    r"""Give what a reader sees of words that others wrote, on one line.

    Examples
    --------
    >>> seen("a\u202eb\u200bc\nd"), seen("{{a*b}}")
    ('abc d', '{{a*b}}')
    """
    spaced = "".join(" " if c in BREAKS else c for c in ILLEGAL.sub("", whole(words)))
    return "".join(c for c in spaced if unicodedata.category(c) not in UNSEEN)


@dataclass(frozen=True)
class Faces:
    """Which faces set Latin and Chinese, and the languages of the words."""

    latin: str
    chinese: str
    languages: tuple[str, ...]

    @staticmethod
    def of(tongue: str, *, themed: bool = False) -> Faces:
        """Give the faces for a language or a pair; those of the theme for a user's template."""
        named = THEME_FACES if themed else (LATIN, chinese_face(tongue))
        return Faces(*named, tuple(HTML_LANG[language] for language in spoken(tongue)))

    @property
    def inherited(self) -> Faces:
        """Give the same languages without faces: those of the place the words stand at."""
        return Faces("", "", self.languages)

    @property
    def xml(self) -> str:
        """Write the faces of a run."""
        if not self.latin:
            return ""
        return (
            f'<a:latin typeface="{self.latin}"/><a:ea typeface="{self.chinese}"/>'
            f'<a:cs typeface="{self.latin}"/>'
        )

    def language(self, words: str) -> str:
        """Tell the language of a run: Chinese where it has Chinese characters."""
        if not any(map(is_han, words)):
            english = [tag for tag in self.languages if tag.startswith("en")]
            return "en-GB" if english or len(self.languages) > 1 else self.languages[0]
        return next((tag for tag in self.languages if tag.startswith("zh")), "zh-HK")


@dataclass(frozen=True)
class Style:
    """How words look; `paint` is XML of a colour, sizes are points."""

    size: float
    paint: str
    bold: bool = False
    italic: bool = False
    halo: str = ""


def colour(value: str, cover: float = 1.0) -> str:
    """Write a colour ``#rrggbb``, or a word of the theme such as ``tx1``.

    Examples
    --------
    >>> colour("#0b5a8a")
    '<a:srgbClr val="0B5A8A"/>'
    """
    inner = "" if cover >= 1 else f'<a:alpha val="{round(cover * 100_000)}"/>'
    name, shown = ("srgbClr", value[1:].upper()) if value.startswith("#") else ("schemeClr", value)
    return f'<a:{name} val="{shown}">{inner}</a:{name}>' if inner else f'<a:{name} val="{shown}"/>'


def run(words: str, style: Style, faces: Faces, *, spacing: float = 0.0) -> str:
    """Write a run for each stretch of Chinese and of other letters: each has its language."""
    return "".join(_run(part, style, faces, spacing) for part in _stretches(seen(words)))


def _stretches(words: str) -> list[str]:
    return ["".join(letters) for _, letters in groupby(words, key=is_han)]


def _run(words: str, style: Style, faces: Faces, spacing: float) -> str:
    language = faces.language(words)
    look = f' sz="{round(style.size * 100)}"' if style.size else ""
    look += "" if not faces.latin else f' b="{int(style.bold)}"'
    look += ' i="1"' if style.italic else ""
    look += f' spc="{round(spacing * 100)}"' if spacing else ""
    paint = f"<a:solidFill>{style.paint}</a:solidFill>" if style.paint else ""
    glow = (
        f'<a:effectLst><a:glow rad="25400">{colour(style.halo)}</a:glow></a:effectLst>'
        if style.halo
        else ""
    )
    return (
        f'<a:r><a:rPr lang="{language}" altLang="en-GB"{look} dirty="0">{paint}{glow}{faces.xml}'
        f"</a:rPr><a:t>{escaped(words)}</a:t></a:r>"
    )


def paragraph(runs: str, *, align: str = "l", before: float = 0.0) -> str:
    """Write a paragraph from left to right; `before` is the space above it, points."""
    space = f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>'
    return (
        f'<a:p><a:pPr marL="0" indent="0" algn="{align}" rtl="0"><a:lnSpc><a:spcPct val="100000"/>'
        f'</a:lnSpc>{space}<a:spcAft><a:spcPts val="0"/></a:spcAft><a:buNone/></a:pPr>{runs}'
        "</a:p>"
    )


def line_height(words: str, size: float) -> float:
    """Give the height of a line of words, points."""
    return size * (LINE_HAN if any(map(is_han, words)) else LINE)


def ascent(words: str, size: float) -> float:
    """Give how far a line reaches above its baseline, points."""
    return size * (ASCENT_HAN if any(map(is_han, words)) else ASCENT)


def widest(parts: Iterable[tuple[str, float, bool]]) -> float:
    """Give the width of runs side by side (words, size, bold), points."""
    return sum(width_of(words, size, bold=bold) for words, size, bold in parts)
