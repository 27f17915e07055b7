"""Bring numbers and geometry together for an atlas."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

import pandas as pd

from briefing.atlas.material import Material
from briefing.catalogue import text
from data.codes import Level
from data.errors import UnavailableMeasure, UnknownChoice, UnknownRegion
from data.phrase import said
from geo.bounds.ranks import all_ranks
from geo.counts import NUMBERS
from geo.denominators import Denominators
from geo.groups import GROUPS, Group
from geo.measures import availability, measure
from plusn.bounding import shipped_counts, shipped_evidence
from plusn.land import load_land, own_land
from plusn.lenses import clustered, contrasted
from plusn.own.supply import OwnNumbers, is_complete, own_numbers
from plusn.regions import load_regions
from plusn.shipped import covariates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.bounds.evidence import Evidence
    from geo.counts import CountTable
    from geo.obstacles import RankBounds
    from plusn.choices import Choices

RECIPE = "atlas-1"  # part of the digest: raise it when the same numbers are drawn otherwise


@cache
def denominators() -> Denominators:
    """Load residents, GDP and published areas."""
    return Denominators.from_covariates(covariates("province"), covariates("city"))


def make_material(choices: Choices, numbers: OwnNumbers | None = None) -> Material:
    """Load, bound and measure what an atlas is composed from.

    Parameters
    ----------
    choices
        What is asked.
    numbers
        As `numbers_for` gives them; they are loaded without.

    Raises
    ------
    UnavailableMeasure
        The data cannot give the measure at the level.
    UnknownRegion
        `within` is no province with parts to show.
    UnknownChoice
        `group` or `scheme` is unknown.
    PlusNError
        The user's table or boundary file is refused.
    """
    level = choices.unit
    regions = load_regions(counties=level is Level.COUNTY)
    numbers = numbers or numbers_for(choices)
    evidence, counts = numbers.evidence, numbers.counts
    _check_within(choices)
    groups = _groups(numbers)
    measured = _measured(choices, numbers)
    if choices.style == "symbols":
        _check_amounts(measured[level])
    land = own_land(choices) if choices.boundaries else load_land(counties=level is Level.COUNTY)
    plain = Material(
        evidence=evidence,
        counts=counts,
        measured=measured,
        regions=regions,
        land=land,
        measure=choices.measure,
        level=level,
        style="symbols" if choices.style == "symbols" else "fill",
        scheme=choices.scheme,
        k=choices.k,
        group=_group(choices, groups),
        groups=groups,
        shipped=choices.data is None,
        citation=numbers.name,
        quantity=numbers.quantity,
        unit=numbers.unit,
        remarks=numbers.remarks,
        title=choices.title,
        digest=_digest(choices, numbers, land.attribution),
    )
    return _looked_at(plain, choices)


def _looked_at(material: Material, choices: Choices) -> Material:
    """Compare with a second table or take a statistic, where that is asked."""
    if choices.statistic is not None:
        return clustered(material, choices)
    if choices.compare is None or choices.compare_as == "pair" or choices.data is None:
        return material
    second = numbers_compared(choices)
    boundaries = material.land.attribution
    digests = f"{material.digest}\n{_digest(choices, second, boundaries)}"
    measured = _measured(choices, second)
    found = contrasted(material, second, measured, choices)
    return replace(found, digest=hashlib.sha256(digests.encode()).hexdigest()[:12])


def numbers_compared(choices: Choices) -> OwnNumbers:
    """Load the numbers that an atlas is compared with.

    Raises
    ------
    PlusNError
        There is no such part of the table and no such file, or the file is refused.
    """
    from plusn.own.compared import second_numbers  # noqa: PLC0415 - only who compares waits

    assert choices.data is not None  # noqa: S101 - checked by Choices
    deepest = max(Level.CITY, choices.unit)
    return _stated(
        second_numbers(
            choices.data,
            choices.how,
            choices.compare or "",
            premises=choices.premises,
            deepest=deepest,
            level=deepest,
        ),
        choices,
    )


def opening_measure(choices: Choices, numbers: OwnNumbers) -> str:
    """Give the measure that an atlas opens on: density for a user's complete counts, else count."""
    if choices.data is None or choices.unit is Level.COUNTY:
        return "count"
    dense = numbers.evidence is not None and is_complete(numbers.counts, choices.unit)
    return "density" if dense else "count"


def numbers_for(choices: Choices) -> OwnNumbers:
    """Load the numbers of an atlas: the study's, or the user's own.

    Raises
    ------
    PlusNError
        The user's table is refused.
    """
    deepest = max(Level.CITY, choices.unit)
    if choices.data is None:
        return OwnNumbers(
            evidence=shipped_evidence(choices.premises, deepest),
            counts=shipped_counts(choices.premises, deepest),
            groups={},
            name="",
        )
    found = own_numbers(
        choices.data,
        choices.how,
        premises=choices.premises,
        deepest=deepest,
        level=deepest,
        as_of=choices.as_of,
    )
    return _stated(found, choices)


def _stated(found: OwnNumbers, choices: Choices) -> OwnNumbers:
    """Say so where the numbers do not say of when they are."""
    if found.counts.as_of:
        return found
    unstated = text("atlas.as_of.unstated", choices.lang)
    return replace(found, counts=replace(found.counts, as_of=unstated))


def _check_amounts(table: CountTable) -> None:
    """Refuse circles for numbers below zero: no area is less than none."""
    lows = table.frame["low"].dropna()
    if (lows < 0).any():
        raise UnavailableMeasure(
            said("circles show amounts, and some numbers are below 0"),
            where="--style symbols",
            remedy=said("Colour the regions instead."),
        )


def _check_within(choices: Choices) -> None:
    if choices.within is None:
        return
    region = load_regions().get(Level.PROVINCE, choices.within)
    parts = load_regions().at(Level.CITY, within=choices.within)
    if choices.unit is Level.CITY and len(parts) < 2:  # noqa: PLR2004 - a view shows parts
        raise UnknownRegion(
            f"{region.name_en} has no cities inside it",
            where=f"--within {choices.within}",
            remedy="Name a province that has cities, e.g. 440000, or leave --within out.",
        )


def _groups(numbers: OwnNumbers) -> dict[str, Group]:
    own = numbers.groups.items()
    return {
        **GROUPS,
        **{name: Group(id=name, name_key="", members=tuple(keys)) for name, keys in own},
    }


def _group(choices: Choices, groups: Mapping[str, Group]) -> Group | None:
    if choices.group is None:
        return None
    if choices.group not in groups:
        raise UnknownChoice.of("group", choices.group, groups)
    return groups[choices.group]


def _measured(choices: Choices, numbers: OwnNumbers) -> dict[Level, CountTable]:
    """Measure the level asked for, and cities beside provinces for drilling down."""
    found = {choices.unit: _measure(choices, numbers, choices.unit)}
    if choices.unit is Level.PROVINCE:
        try:
            found[Level.CITY] = _measure(choices, numbers, Level.CITY)
        except UnavailableMeasure:
            # Then the map has no drill-down: a measure that cities lack is not drawn for them.
            return found
    return found


def _measure(choices: Choices, numbers: OwnNumbers, level: Level) -> CountTable:
    return measure(
        numbers.counts,
        choices.measure,
        regions=load_regions(counties=level is Level.COUNTY),
        denominators=denominators(),
        level=level,
        area="published" if choices.area == "published" else "geodesic",
        reference=numbers.reference,
        rank_bounds=_ranks(numbers.evidence),
    )


def _ranks(evidence: Evidence | None) -> RankBounds | None:
    """Give what bounds ranks: joint arithmetic, which numbers that do not add up do not have."""
    if evidence is None:
        return None
    return lambda _, level: _rank_frame(evidence, level)


def _rank_frame(evidence: Evidence, level: Level) -> pd.DataFrame:
    rows = {
        key.code: (r.premised.best, r.premised.worst, r.certain.best, r.certain.worst)
        for key, r in all_ranks(evidence, level).items()
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(NUMBERS), dtype=float)


def unavailable(choices: Choices) -> dict[str, str]:
    """Give the catalogue key of the reason for every measure that the data cannot give.

    Raises
    ------
    PlusNError
        The user's table is refused.
    """
    numbers = numbers_for(choices)
    found = availability(
        numbers.counts,
        load_regions(counties=choices.unit is Level.COUNTY),
        denominators(),
        choices.unit,
        reference=numbers.reference,
        rank_bounds=_ranks(numbers.evidence),
    )
    return {name: reason.key for name, reason in found.items() if reason is not None}


def _digest(choices: Choices, numbers: OwnNumbers, boundaries: str) -> str:
    table = numbers.counts.frame.reset_index().to_csv(index=False)
    own = [numbers.digest] if numbers.digest else []
    parts = [RECIPE, version("plusn"), choices.as_text(), boundaries, table, *own]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
