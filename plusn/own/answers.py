"""What a user decided of a data set, as plain values, of this version and of older ones."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from data.codes import COUNTRY_CODE, Level, RegionKey
from data.sheets.table import Reading, Role
from plusn.own.draft import CHOICES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plusn.own.draft import Draft


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Hold the reading, the confirmations and the choices of a draft."""

    reading: Reading
    confirmed: Mapping[str, RegionKey | None]
    choices: Mapping[str, str]


def pack_answers(draft: Draft) -> dict[str, object]:
    """Give what was decided as plain JSON values."""
    reading = draft.understood.reading
    return {
        "reading": {
            "sheet": reading.sheet,
            "header": None if reading.header is None else list(reading.header),
            "roles": {str(index): str(role) for index, role in sorted(reading.roles.items())},
            "factor": None if reading.factor is None else str(reading.factor),
            "year": reading.year,
            "hidden": reading.hidden,
            "blocks": reading.blocks,
            "title": reading.title,
            "unit": reading.unit,
        },
        "confirmed": {
            raw: None if key is None else [str(key.level), key.code]
            for raw, key in sorted(draft.confirmed.items())
        },
        "choices": draft.choices,
    }


def unpack_answers(told: Mapping[str, Any], version: int) -> Answers:
    """Read what `pack_answers` wrote, by this version or an older one.

    Raises
    ------
    ValueError
        It is nothing that was written.
    """
    for older, migrate in MIGRATIONS.items():
        if version <= older:
            told = migrate(told)
    choices = {str(name): str(word) for name, word in told["choices"].items()}
    if any(name not in CHOICES or word not in CHOICES[name] for name, word in choices.items()):
        raise ValueError("a choice that nobody can make")
    confirmed = {
        str(raw): None if key is None else RegionKey(Level(key[0]), _code(key[1]))
        for raw, key in told["confirmed"].items()
    }
    return Answers(reading=_reading(told["reading"]), confirmed=confirmed, choices=choices)


def _reading(told: Mapping[str, Any]) -> Reading:
    header, blocks, factor = told["header"], told["blocks"], told["factor"]
    year, sheet = told["year"], told["sheet"]
    title, unit = told.get("title"), told.get("unit")
    return Reading(
        sheet=None if sheet is None else str(sheet),
        header=None if header is None else (int(header[0]), int(header[1])),
        roles={int(index): Role(role) for index, role in told["roles"].items()},
        factor=None if factor is None else _decimal(factor),
        year=None if year is None else str(year),
        hidden=None if told["hidden"] is None else told["hidden"] is True,
        blocks=None if blocks is None else int(blocks),
        title=None if title is None else str(title),
        unit=None if unit is None else str(unit),
    )


def _decimal(text: object) -> Decimal:
    try:
        number = Decimal(str(text))
    except InvalidOperation as problem:
        raise ValueError("no number") from problem
    if not number.is_finite() or number <= 0:
        raise ValueError("no factor")
    return number


def _code(text: object) -> str:
    code = str(text)
    if len(code) != len(COUNTRY_CODE) or not (code.isascii() and code.isdigit()):
        raise ValueError("no code")
    return code


def _from_1(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """Migrate from version 1: codes without their level, and one choice, named on its own."""
    choices = {"duplicates": "first" if told["duplicates"] == "keep" else told["duplicates"]}
    confirmed = {
        raw: None if code is None else [_level(str(code)), code]
        for raw, code in told["confirmed"].items()
    }
    reading = {"blocks": None, **told["reading"]}
    return {"reading": reading, "confirmed": confirmed, "choices": choices}


def _level(code: str) -> str:
    if code == COUNTRY_CODE:
        return "country"
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") or code[2] == "9" else "county"


MIGRATIONS = {1: _from_1}
