"""Why only a range: the solver's explanation as sentences in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.names import small_number
from briefing.numerals import interval, number
from data.codes import Level
from data.figure import Standing
from geo.bounds.explain import Basis, Explanation, explain

if TYPE_CHECKING:
    from briefing.atlas.material import Material
    from briefing.spec import Language
    from data.codes import RegionKey
    from geo.bounds.scaled import Number
    from geo.bounds.statements import Statement


def reason(material: Material, key: RegionKey, language: Language, *, each: bool = False) -> str:
    """Say why a region's count has its interval; with `each`, of all its like together.

    Blank for a count that is printed in a source.
    """
    if material.evidence is None:
        return ""
    known = explain(material.evidence, key)
    if known.standing is not Standing.BOUNDED:
        return ""
    each = each and known.others > 1
    first = _sums(material, known, language, each=each)
    if not known.caps:
        return first
    joint = material.say("why.and", language)
    premises = joint.join(_premise(material, row, known.limit(row), language) for row in known.caps)
    then = material.say(
        "why.then_each" if each else "why.then",
        language,
        premises=premises,
        name=material.name(key, language),
        interval=interval(known.interval.low, known.interval.high or 0),
    )
    return first + material.say("why.space", language) + then


def _sums(material: Material, known: Explanation, language: Language, *, each: bool) -> str:
    certain = _certain(material, known, language)
    who = "each" if each else "one"
    name = material.name(known.key, language)
    if known.basis is not Basis.REST or known.parent is None or known.whole_high is None:
        return material.say(f"why.other_{who}", language, name=name, interval=certain)
    exact = known.whole_low == known.whole_high
    values = {
        "whole": number(known.whole_high),
        "listed": number(known.listed_sum),
        "rest": number(known.rest_high or 0),
        "others": known.others,
        "parent": material.name(known.parent, language),
        "name": name,
        "interval": certain,
    }
    if known.listed and exact:
        return material.say(f"why.rest_{who}", language, **values)
    return material.say(f"why.{'whole' if exact else 'at_most'}_{who}", language, **values)


def _certain(material: Material, known: Explanation, language: Language) -> str:
    if known.interval.high_certain is None:
        return material.say("why.or_more", language, low=number(known.interval.low_certain))
    return interval(known.interval.low_certain, known.interval.high_certain)


def _premise(material: Material, row: Statement, limit: Number, language: Language) -> str:
    if row.cap_unit is None:
        return material.say("why.cap_number", language, cap=number(limit))
    kind = "cities" if row.cap_unit.level is Level.CITY else "provinces"
    if "municipalities_in_city_list" in row.premises:
        kind = "municipalities"
    return material.say(
        f"why.cap_{kind}",
        language,
        unit=material.name(row.cap_unit, language),
        count=small_number(len(row.listed), language),
        cap=number(limit),
    )
