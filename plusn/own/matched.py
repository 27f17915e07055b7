"""The regions of a sheet's lines: what names them, and what stands beside the name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.codes import Level
from data.sheets.table import Role, RowKind
from geo.matching.report import MatchReport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.sheets.table import Line, Understood
    from geo.matching.matcher import Matcher
    from geo.matching.report import Match

# From the narrowest: a row without a county's name is its city's, or its province's.
NAMING = (Role.REGION, Role.CITY, Role.PROVINCE)
LEVELS = {
    Level.COUNTRY: re.compile(r"country|nation|国|國|全国|全國", re.IGNORECASE),
    Level.PROVINCE: re.compile(r"prov(?:ince)?(?:-level)?|省|省级|省級", re.IGNORECASE),
    Level.CITY: re.compile(r"city|prefecture(?:-level)?|市|地级市?|地級市?|地市", re.IGNORECASE),
    Level.COUNTY: re.compile(r"county|district|[县縣區区]{1,2}|[县縣][级級]市?", re.IGNORECASE),
}


def matched(understood: Understood, matcher: Matcher) -> MatchReport:
    """Match every line of a sheet, in order, with the province and the code beside its name."""
    asked = [_asked(understood, line) for line in understood.lines]
    found: dict[int, Match] = {}
    for level in dict.fromkeys(row[3] for row in asked):
        rows = [number for number, row in enumerate(asked) if row[3] == level]
        names, hints, codes = ([str(asked[n][part]) for n in rows] for part in range(3))
        report = matcher.match(names, hints, codes, level)
        found.update(zip(rows, report.rows, strict=True))
    return MatchReport(tuple(found[number] for number in range(len(asked))))


def region_text(understood: Understood, line: Line) -> str:
    """Give the text that names a row's region; blank where none does."""
    texts = (_text(understood, role, line) for role in (*NAMING, Role.CODE))
    return next((text for text in texts if text), "")


def _asked(understood: Understood, line: Line) -> tuple[str, str, str, Level | None]:
    """Give the name, what it lies in, the code and the level of a line."""
    parts = [(role, _text(understood, role, line)) for role in NAMING]
    named = [(role, text) for role, text in parts if text]
    code = _text(understood, Role.CODE, line)
    if line.kind is RowKind.TOTAL:
        named = named[:1]
    name = named[0][1] if named else code
    return (
        name,
        _hint([text for _, text in named[1:]]),
        code if named else "",
        _level(_text(understood, Role.LEVEL, line)),
    )


def _hint(texts: Sequence[str]) -> str:
    """Join what a row lies in, 广东省 and 深圳市; names in letters are not joined."""
    if len(texts) > 1 and not any(text.isascii() for text in texts):
        return "".join(reversed(texts))
    return texts[0] if texts else ""


def _text(understood: Understood, role: Role, line: Line) -> str:
    for column in understood.of_role(role):
        if text := line.cells.get(column.index, "").strip():
            return text
    return ""


def _level(text: str) -> Level | None:
    return next((level for level, words in LEVELS.items() if words.fullmatch(text)), None)
