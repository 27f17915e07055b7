"""Names of places for a page that has no server: each is asked of the matcher beforehand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefing.place_names import LEVELS, PlaceNames, key_of
from data.codes import Level
from geo.matching.gazetteer import Source
from geo.matching.report import Status
from plusn.matching import gazetteer, matcher
from plusn.regions import load_regions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from data.codes import RegionKey
    from geo.matching.report import Match
    from geo.region import Region

EXACT = {Source.FULL, Source.BARE, Source.ENGLISH, Source.PINYIN}
ONE = {Status.MATCHED, Status.PROVINCE}
# Characters that Hong Kong writes in two ways.
TWINS = (("台", "臺"), ("衛", "衞"), ("峰", "峯"))

Place = tuple[str, str]


@cache
def place_names() -> PlaceNames:
    """Ask the matcher what every name of a province or city means.

    Raises
    ------
    HashMismatch
        A packaged table is not the recorded one.
    """
    regions = [each for level in LEVELS for each in load_regions().at(level)]
    texts = sorted(set(_texts(regions)))
    return PlaceNames(
        names={
            (str(each.level), each.code): (each.name_en, each.name_zh_hant, each.name_zh_hans)
            for each in regions
        },
        answers={level: _answers(texts, Level(level)) for level in LEVELS},
        sums=frozenset(
            key_of(each.text)
            for each in gazetteer().not_regions
            if each.kind in {"aggregate", "country", "group"}
        ),
    )


def _texts(regions: Iterable[Region]) -> Iterator[str]:
    bare: dict[RegionKey, list[str]] = {}
    for name in gazetteer().names:
        if name.key.level in LEVELS and name.source in EXACT:
            yield name.text
        if name.source is Source.BARE:
            bare.setdefault(name.key, []).append(name.text)
    for region in regions:
        yield from (region.name_en, region.name_zh_hant, region.name_zh_hans)
        # Each character of one script has one of the other: a bare name is as long in both.
        for text in bare.get(region.key, ()):
            if region.name_zh_hans.startswith(text):
                yield region.name_zh_hant[: len(text)]


def _answers(texts: list[str], level: Level) -> dict[str, tuple[Place, ...]]:
    report = matcher().match(texts, level=level)
    found: dict[str, set[Place]] = {}
    for text, match in zip(texts, report.rows, strict=True):
        if places := _places(match):
            for written in (text, *_twins(text)):
                found.setdefault(key_of(written), set()).update(places)
    return {key: tuple(sorted(places)) for key, places in found.items()}


def _places(match: Match) -> set[Place]:
    if match.status in ONE and match.unit is not None and match.own == match.unit:
        return {(str(match.unit.level), match.unit.code)}
    if match.status is Status.AMBIGUOUS:
        return {(str(key.level), key.code) for key in match.candidates}
    return set()


def _twins(text: str) -> Iterator[str]:
    for one, other in TWINS:
        if one in text:
            yield text.replace(one, other)
