"""Words in a Word paragraph, each run told which face sets it."""

from __future__ import annotations

from typing import Any

from briefing.backends.word.setting import w
from briefing.typefaces import is_han

Element = Any  # of python-docx: it ships no types
INK, MUTED = "1C2430", "515D6B"


def write(
    paragraph: Element, words: str, *, size: float, bold: bool = False, muted: bool = False
) -> None:
    """Write words into a paragraph; a line break stays one."""
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - only who writes Word waits

    for place, line in enumerate(words.split("\n")):
        run = paragraph.add_run()
        if place:
            run.add_break()
        run.add_text(line)
        run.font.size = Pt(size)
        run.font.bold = bold
        run.font.color.rgb = RGBColor.from_string(MUTED if muted else INK)
        if any(map(is_han, line)):  # else Word sets Chinese punctuation in the Latin face
            run._r.get_or_add_rPr().get_or_add_rFonts().set(w("hint"), "eastAsia")  # noqa: SLF001
