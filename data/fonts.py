"""Fonts of this machine that have the glyphs a drawing needs.

Only drawings whose text is set here (PNG, PDF) need this; a browser finds its own fonts. A Chinese
label without a font would come out as boxes, so it is refused with the remedy instead. Traditional
text gets a Hong Kong or Taiwan face, Simplified text a Mainland one: the same character is drawn
differently, and a `.ttc` collection offers the Japanese face first unless one is named.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import MissingFont

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fontTools.ttLib import TTFont

# Families by language, the best first.
FAMILIES = {
    "zh-Hant": (
        "Noto Sans CJK HK",
        "Noto Sans HK",
        "Source Han Sans HC",
        "Noto Sans CJK TC",
        "Noto Sans TC",
        "Source Han Sans TC",
        "Source Han Sans TW",
        "PingFang HK",
        "PingFang TC",
        "Microsoft JhengHei",
        "Heiti TC",
    ),
    "zh-Hans": (
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "Source Han Sans CN",
        "PingFang SC",
        "Microsoft YaHei",
        "Heiti SC",
        "WenQuanYi Micro Hei",
    ),
    "en": (
        "Noto Sans",
        "Source Sans 3",
        "Segoe UI",
        "Helvetica Neue",
        "Arial",
        "Liberation Sans",
        "DejaVu Sans",
    ),
}
# File names that hold one of the families: opening every font of a machine would take seconds.
HINTS = [
    "notosanscjk",
    "notosanshk",
    "notosanstc",
    "notosanssc",
    "sourcehansans",
    "pingfang",
    "msjh",
    "msyh",
    "stheiti",
    "wqy-micro",
    "notosans-regular",
    "notosans-bold",
    "sourcesans3",
    "segoeui",
    "helveticaneue",
    "arial",
    "liberationsans-",
    "dejavusans",
]
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/System/Library/Fonts",
    "/System/Library/AssetsV2",
    "/Library/Fonts",
    "~/Library/Fonts",
    "{WINDIR}/Fonts",
    "{LOCALAPPDATA}/Microsoft/Windows/Fonts",
)
SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
REMEDY = (
    "Install one, e.g. with 'apt-get install fonts-noto-cjk' on Debian or Ubuntu, or Noto Sans HK "
    "and Noto Sans SC on other systems; SVG and HTML need no fonts here."
)


@dataclass(frozen=True)
class Face:
    """Name one family in one file, by its place there."""

    family: str
    file: str
    place: int = 0

    @property
    def characters(self) -> frozenset[int]:
        """Give the code points it has; reading a large font takes half a second, once."""
        return _characters(self.file, self.place)


@dataclass(frozen=True)
class Fonts:
    """Say which families to name, the best first, and the folders that hold them."""

    families: tuple[str, ...]
    folders: tuple[str, ...]


def fonts_for(words: str, language: str) -> Fonts:
    """Choose fonts that have every character of a text.

    Parameters
    ----------
    words
        All text of the drawing; markup in it does no harm.
    language
        ``"en"``, ``"zh-Hant"`` or ``"zh-Hans"``: decides which face Chinese characters get. Of two
        together, such as ``"en+zh-Hans"``, the first Chinese one does.

    Raises
    ------
    MissingFont
        A Chinese character of the text is in none of the fonts, or there is no font at all.
    """
    chinese = {ord(c) for c in words if is_chinese(c)}
    asked = language.split("+")
    chosen: list[Face] = []
    if "en" in asked:
        chosen += _one_per_family(_faces_of("en"))[:2]  # the second fills gaps of the first
    written = next((one for one in asked if one != "en"), "en")
    if chinese:
        chosen.append(require_chinese_font(written, characters=chinese))
    chosen = chosen or list(_faces_of("zh-Hant" if written == "en" else written)[:1])
    if not chosen:
        raise MissingFont("no font for the text of the drawing was found", remedy=REMEDY)
    families = tuple(dict.fromkeys(face.family for face in chosen))
    folders = {str(Path(face.file).parent) for face in _installed() if face.family in families}
    return Fonts(families=families, folders=tuple(sorted(folders)))


def require_chinese_font(language: str, *, characters: Iterable[int] = (0x6E2F,)) -> Face:
    """Find a face for Chinese text in a language.

    English drawings that quote Chinese get a Traditional face first.

    Raises
    ------
    MissingFont
        No installed face of the language has all the characters.
    """
    needed = frozenset(characters)
    faces = _faces_of("zh-Hans" if language == "zh-Hans" else "zh-Hant")
    if language == "en":
        faces += _faces_of("zh-Hans")
    for face in faces:
        if needed <= face.characters:
            return face
    lacking = "".join(chr(c) for c in sorted(_lacking(needed, faces))[:8])
    which = {"zh-Hant": "Traditional Chinese", "zh-Hans": "Simplified Chinese"}
    raise MissingFont(
        f"no installed font can write {which.get(language, 'Chinese')}",
        where=f"characters {lacking}",
        remedy=REMEDY,
    )


def is_chinese(character: str) -> bool:
    """Tell whether a character is a Han ideograph or Chinese punctuation.

    Examples
    --------
    >>> is_chinese("港"), is_chinese("，"), is_chinese("a"), is_chinese("–")
    (True, True, False, False)
    """
    wide = unicodedata.east_asian_width(character) in {"W", "F"}
    return wide and unicodedata.category(character) != "So"  # emoji are wide symbols


def _lacking(needed: frozenset[int], faces: tuple[Face, ...]) -> frozenset[int]:
    best = max(faces, key=lambda face: len(needed & face.characters), default=None)
    return needed - best.characters if best else needed


def _faces_of(language: str) -> tuple[Face, ...]:
    """List the installed faces of a language, the best family first."""
    order = FAMILIES[language]
    found = [face for face in _installed() if face.family in order]
    return tuple(sorted(found, key=lambda face: (order.index(face.family), face.file)))


@cache
def _installed() -> tuple[Face, ...]:
    known = {family for families in FAMILIES.values() for family in families}
    faces = (face for file in sorted(_candidates()) for face in _faces_in(file))
    return tuple(face for face in faces if face.family in known)


def _candidates() -> set[str]:
    files = {*_listed(), *_walked()}
    return {file for file in files if _hinted(file)}


def _hinted(file: str) -> bool:
    name = Path(file).name.lower().replace(" ", "")
    return Path(name).suffix in SUFFIXES and any(name.startswith(hint) for hint in HINTS)


def _listed() -> list[str]:
    """Ask fontconfig, where there is one."""
    program = shutil.which("fc-list")
    if program is None:
        return []
    # No shell, a fixed argument list, and a program found on the user's own path.
    done = subprocess.run(  # noqa: S603
        [program, "--format", "%{file}\n"], capture_output=True, check=False, timeout=30
    )
    return done.stdout.decode(errors="replace").splitlines()


def _walked() -> Iterator[str]:
    for pattern in FOLDERS:
        try:
            folder = Path(pattern.format(**os.environ)).expanduser()
        except (KeyError, RuntimeError):  # not a Windows machine, or no home folder
            continue
        for root, _, files in os.walk(folder):
            yield from (str(Path(root) / file) for file in files)


def _one_per_family(faces: tuple[Face, ...]) -> list[Face]:
    return list({face.family: face for face in reversed(faces)}.values())[::-1]


def _faces_in(file: str) -> Iterator[Face]:
    """Name the families of a file; a broken one has none."""
    from fontTools.ttLib import TTLibError  # noqa: PLC0415 - only drawing text needs fonts

    try:
        for place in range(_fonts_in(file)):
            with _opened(file, place) as font:
                names = font["name"]
                yield Face(names.getDebugName(16) or names.getDebugName(1) or "", file, place)
    except (TTLibError, struct.error, OSError, KeyError, ValueError):
        return


@cache
def _characters(file: str, place: int) -> frozenset[int]:
    with _opened(file, place) as font:
        return frozenset(font.getBestCmap() or ())


@contextmanager
def _opened(file: str, place: int) -> Iterator[TTFont]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    # Opened here, not there: a broken file would be left open.
    with Path(file).open("rb") as content:
        yield TTFont(content, lazy=True, fontNumber=place)


def _fonts_in(file: str) -> int:
    """Count the fonts of a file: its header says so for a collection, any other has one."""
    with Path(file).open("rb") as opened:
        head = opened.read(12)
    return int.from_bytes(head[8:12]) if head[:4] == b"ttcf" else 1
