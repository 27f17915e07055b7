"""The sheet that starts a case, read: words, places and numbers, or everything wrong with it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data.errors import BadValue, PlusNError, Problems
from data.phrase import joined, said
from network.case.naming import unknown
from network.intake.assumed import Told
from network.intake.starter_entries import AWAY_MOST, ENTRIES, MARKETS_MOST, NUMBERS, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SHEET = said("starter sheet")
PLAIN = re.compile(r"[+-]?[0-9]{1,20}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?", re.ASCII)
PLACE = re.compile(
    r"(?P<id>[^\s;=*()][^\s;=()]*)(?:\s+(?P<name>[^();=]+?))?\s*(?:\((?P<iso3>[A-Z]{3})\))?"
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Name a customs territory as the sheet does: code, name and country code."""

    id: str
    name: str
    iso3: str = ""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Hold what the sheet says: words, places, and numbers with the defaults filled in."""

    name: str
    currency: str
    home: Place
    away: tuple[Place, ...]
    markets: tuple[Place, ...]
    numbers: Mapping[str, Told]

    def told(self, key: str, default: Callable[[], Told]) -> Told:
        """Give a number, or what follows from the others where it is blank."""
        return self.numbers.get(key) or default()


def read_answers(cells: Mapping[str, Any]) -> Answers:
    """Read the lines of a sheet by key; a blank cell is None or blank text.

    Raises
    ------
    Problems
        Keys that are unknown or missing, cells that are not allowed: all of them.
    """
    given = {key: cell for key, cell in cells.items() if cell is not None and cell != ""}
    problems: list[PlusNError] = [
        unknown(said("key"), key, ENTRIES, where=SHEET) for key in given if key not in ENTRIES
    ]
    problems += [_missing(entry) for key, entry in ENTRIES.items() if _lacks(entry, given, key)]
    places = {
        "home": _places(given, "home", 1, problems),
        "away": _places(given, "away", AWAY_MOST, problems),
        "markets": _places(given, "markets", MARKETS_MOST, problems),
    }
    numbers = _numbers(given, problems)
    if all(places.values()):
        problems += _across(places, numbers)
    currency = str(given.get("currency", "HKD"))
    if not re.fullmatch("[A-Z]{3}", currency):
        problems.append(
            _bad("currency", currency, said("Use a code of three letters, such as HKD."))
        )
    if problems:
        raise Problems(problems, what=said("the starter sheet"))
    return Answers(
        name=str(given.get("name", "A firm's first case"))[:400],
        currency=currency,
        home=places["home"][0],
        away=places["away"],
        markets=places["markets"],
        numbers=numbers,
    )


def _lacks(entry: Entry, given: Mapping[str, Any], key: str) -> bool:
    return entry.needed and key not in given


def _missing(entry: Entry) -> BadValue:
    return BadValue(
        said("{key} is missing", key=entry.key),
        where=SHEET,
        remedy=said("{note}; unit: {unit}.", note=entry.note, unit=entry.unit),
    )


def _bad(key: str, given: object, remedy: str) -> BadValue:
    return BadValue(
        said("{given!r} is not allowed", given=str(given)[:60]),
        where=said("starter sheet, {key}", key=key),
        remedy=remedy,
    )


def _places(
    given: Mapping[str, Any], key: str, most: int, problems: list[PlusNError]
) -> tuple[Place, ...]:
    parts = [part.strip() for part in str(given.get(key, "")).split(";") if part.strip()]
    found = [match for part in parts if (match := PLACE.fullmatch(part))]
    ids = [match["id"] for match in found]
    if key in given and (
        len(found) != len(parts) or not 1 <= len(parts) <= most or len({*ids}) < len(ids)
    ):
        remedy: str = said(
            "Write a code, a name and, if you like, a country code: VN Vietnam (VNM)."
        )
        if most > 1:
            several = said("Up to {most} different ones, separated by semicolons.", most=most)
            remedy = joined(" ", (remedy, several))
        problems.append(_bad(key, given[key], remedy))
        return ()
    return tuple(Place(id=m["id"], name=m["name"] or m["id"], iso3=m["iso3"] or "") for m in found)


def _numbers(given: Mapping[str, Any], problems: list[PlusNError]) -> dict[str, Told]:
    numbers: dict[str, Told] = {}
    for entry in NUMBERS:
        if entry.key not in given:
            if entry.default is not None:
                numbers[entry.key] = Told(entry.default, (), entry.why)
            continue
        number = _number(given[entry.key])
        if number is None or not _fits(entry, number):
            problems.append(_bad(entry.key, given[entry.key], _in_range(entry)))
        else:
            numbers[entry.key] = Told(number, (entry.key,))
    return numbers


def _in_range(entry: Entry) -> str:
    low, high, unit = entry.low, entry.high, entry.unit
    if entry.above_low:
        return said(
            "Use a number above {low:g} to {high:g} ({unit}).", low=low, high=high, unit=unit
        )
    return said("Use a number from {low:g} to {high:g} ({unit}).", low=low, high=high, unit=unit)


def _fits(entry: Entry, number: float) -> bool:
    return entry.low <= number <= entry.high and not (entry.above_low and number == entry.low)


def _number(cell: object) -> float | None:
    """Read a number in plain digits; a comma could be a thousand or a decimal, so it is refused."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return None
    if isinstance(cell, str) and not PLAIN.fullmatch(cell.strip()):
        return None
    try:
        number = float(cell)
    except OverflowError:  # a whole number of hundreds of digits
        return None
    return number if math.isfinite(number) else None


def _across(
    places: Mapping[str, tuple[Place, ...]], numbers: Mapping[str, Told]
) -> list[PlusNError]:
    """List lines that do not fit one another: shares, and duties of every market."""
    home, away, markets = places["home"][0], places["away"], places["markets"]
    problems: list[PlusNError] = []
    if home.id in {place.id for place in away}:
        problems.append(_bad("away", home.id, said("Name other places than home.")))
    shares = [f"mix_{k}" for k in range(1, len(markets) + 1)]
    told = [key for key in shares if key in numbers]
    if told and told != shares:
        absent = [key for key in shares if key not in numbers]
        problems.append(_bad(", ".join(absent), "", said("Give every market's share, or none.")))
    total = math.fsum(numbers[key].value for key in told)
    if told == shares and not math.isclose(total, 1.0, abs_tol=0.005):
        problems.append(_bad(", ".join(shares), f"{total:g}", said("The shares must add up to 1.")))
    for number in range(1, MARKETS_MOST + 1):
        problems += _duties(number, home, away, markets, numbers)
    return problems


def _duties(
    number: int,
    home: Place,
    away: tuple[Place, ...],
    markets: tuple[Place, ...],
    numbers: Mapping[str, Told],
) -> list[PlusNError]:
    """Ask for the duty wherever goods cross a border: nobody can guess it."""
    if number > len(markets):
        beyond = [f"{key}_{number}" for key in ("mix", "duty_home", "duty_away")]
        remedy = said(
            "There are {count} markets: name a further one, or leave it blank.", count=len(markets)
        )
        return [_bad(key, numbers[key].value, remedy) for key in beyond if key in numbers]
    market = markets[number - 1]
    wanted = {f"duty_home_{number}": (home,), f"duty_away_{number}": away}
    problems: list[PlusNError] = []
    for key, origins in wanted.items():
        crossed = any(place.id != market.id for place in origins)
        if crossed and key not in numbers:
            remedy = said(
                "Give the duty of {market} on goods made in {origin}, as a share of their value; "
                "0 where there is none.",
                market=market.name,
                origin=origins[0].name,
            )
            headline = said("{key} is missing", key=key)
            problems.append(BadValue(headline, where=SHEET, remedy=remedy))
        if not crossed and key in numbers and numbers[key].value:
            remedy = said(
                "Goods made in {market} cross no border there: leave it blank.", market=market.name
            )
            problems.append(_bad(key, numbers[key].value, remedy))
    return problems
