"""An `Explanation` in English, for the command line and for files.

Pages write the same from their catalogues, in three languages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.figure import Standing
from geo.bounds.explain import Basis
from geo.bounds.words import interval_words, name_of, unit_words

if TYPE_CHECKING:
    from geo.bounds.explain import Explanation
    from geo.bounds.scaled import Number
    from geo.bounds.statements import Statement
    from geo.region import Regions


def because(reason: Explanation, regions: Regions) -> str:
    """Write why a unit has its interval, in one or two sentences."""
    if reason.standing is Standing.PUBLISHED:
        return "Published."
    if reason.standing is Standing.OUT_OF_SCOPE:
        return "Not covered."
    certain = interval_words(reason.interval.low_certain, reason.interval.high_certain)
    first = _sums(reason, regions, certain)
    if not reason.caps:
        return first
    premises = " and ".join(_premise(row, reason.limit(row), regions) for row in reason.caps)
    interval = interval_words(reason.interval.low, reason.interval.high)
    return f"{first} If {premises}, {name_of(reason.key, regions)} has {interval}."


def _sums(reason: Explanation, regions: Regions, certain: str) -> str:
    name = name_of(reason.key, regions)
    if reason.basis is Basis.REST and reason.parent is not None and reason.whole_high is not None:
        return f"{_rest(reason, regions)}{_others(reason)}, so {name} has {certain}."
    if reason.basis is Basis.PARTS:
        return f"The parts of {name} allow {certain}."
    if reason.basis is Basis.RANGE:
        return f"The table states a range; {name} has {certain}."
    if reason.basis is Basis.NONE:
        return f"No total limits {name}: {certain}."
    return f"All statements together leave {certain} for {name}."


def _rest(reason: Explanation, regions: Regions) -> str:
    whole, left = reason.whole_high or 0, reason.rest_high or 0
    known = reason.whole_low == whole
    if reason.listed and known:
        places = unit_words(reason.others, "place")
        return f"{whole:,} − {reason.listed_sum:,} leaves {left:,} for {places}"
    parent = name_of(reason.parent, regions) if reason.parent else ""
    amount = f"{whole:,}" if known else f"at most {whole:,}"
    places = unit_words(reason.others + len(reason.listed), "place")
    return f"{parent} has {amount} in {places}"


def _others(reason: Explanation) -> str:
    """Write what the other parts take at least, and at most where that lifts this one."""
    least = [f"at least {reason.others_low:,}"] if reason.others_low else []
    most = []
    if reason.others_high and not reason.interval.exact:
        left = reason.whole_low - reason.listed_sum - reason.others_high
        lifted = left > 0 and left == reason.interval.low_certain
        most = [f"at most {reason.others_high:,}"] if lifted else []
    return f"; the others have {' and '.join([*least, *most])}" if least or most else ""


def _premise(row: Statement, limit: Number, regions: Regions) -> str:
    if row.cap_unit is None:
        where = f" (row {row.row})" if row.row else ""
        return f"no unlisted unit has more than {limit:,}{where}"
    kind = "municipality" if "municipalities_in_city_list" in row.premises else row.keys[0].level
    smallest = name_of(row.cap_unit, regions)
    listed = "cities" if row.cap_unit.level == "city" else "provinces"
    return (
        f"no unlisted {kind} has more than {smallest}, the smallest of the "
        f"{len(row.listed)} {listed} listed ({limit:,})"
    )
