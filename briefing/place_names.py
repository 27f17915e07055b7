"""What a page needs to know a place by: every name and code that means exactly one, or several.

The page looks words up and guesses nothing: what a word means at each level was decided by the
matcher when the page was written.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.matching.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing.land import Land

LEVELS = ("province", "city")


@dataclass(frozen=True, kw_only=True)
class PlaceNames:
    """Places of a map by name.

    Parameters
    ----------
    names
        (level, code) → full name in English, Traditional and Simplified Chinese.
    answers
        Level asked for → key of a name → the places it means, as (level, code); more than one
        where it is ambiguous.
    sums
        Keys of words that are no place but a sum or a rest: Total, 合计.
    """

    names: Mapping[tuple[str, str], tuple[str, str, str]]
    answers: Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]]
    sums: frozenset[str]


def key_of(words: str) -> str:
    """Write words as the key that the page looks up: no case, width, accents, spaces or marks.

    Examples
    --------
    >>> key_of("Xi’an City"), key_of("ＳＵＺＨＯＵ (Jiangsu)"), key_of("蘇州 市")
    ('xiancity', 'suzhoujiangsu', '蘇州市')
    """
    return fold(unicodedata.normalize("NFKC", words))


def places_payload(places: PlaceNames, land: Land, levels: Iterable[str]) -> dict[str, Any]:
    """Give the names of the places that a land can draw.

    Returns
    -------
    payload
        ``places``: level → code → names and a point inside (km on the plane); ``keys``: answer
        (``"p440000"``, several parted by blanks) → its keys parted by ``|``, where provinces are
        asked for; ``city``: the same where it differs for cities; ``sums``: keys.
    """
    drawn = [key for key in sorted(places.names) if key[0] in set(levels) and key in land.shapes]
    found: dict[str, Any] = {level: {} for level in LEVELS}
    for level, code in drawn:
        found[level][code] = [*places.names[level, code], *_inside(land, (level, code))]
    known = set(drawn)
    first, second = ({**places.answers.get(level, {})} for level in LEVELS)
    differing = {key: answer for key, answer in second.items() if first.get(key) != answer}
    return {
        "places": found,
        "keys": _keys(first, known),
        "city": _keys(differing, known),
        "sums": "|".join(sorted(places.sums)),
    }


def _keys(
    answers: Mapping[str, tuple[tuple[str, str], ...]], known: set[tuple[str, str]]
) -> dict[str, str]:
    by_answer: dict[str, list[str]] = {}
    for key, meant in sorted(answers.items()):
        if all(place in known for place in meant):
            answer = " ".join(level[0] + code for level, code in meant)
            by_answer.setdefault(answer, []).append(key)
    return {answer: "|".join(keys) for answer, keys in sorted(by_answer.items())}


def _inside(land: Land, key: tuple[str, str]) -> tuple[int, int]:
    """Give a point inside the largest part of a region, where a label can stand."""
    import shapely  # noqa: PLC0415 - only who writes a page waits

    parts = shapely.get_parts(land.shapes[key])
    point = shapely.point_on_surface(parts[int(shapely.area(parts).argmax())])
    return round(point.x), round(point.y)
