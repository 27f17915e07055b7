"""Two tables compared, or a spatial statistic: what an atlas shows in place of a measure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from briefing.atlas.contrast_words import shared_heading
from briefing.atlas.lens import Clusters, Contrast, Found
from data.codes import COUNTRY_CODE, Level, RegionKey
from data.errors import UnavailableMeasure
from data.figure import Figure, Standing
from data.phrase import said
from geo.comparison import compare
from geo.counts import CountTable
from geo.spatial.confidence import confidence
from geo.spatial.local import getis_ord, local_moran
from geo.spatial.moran import morans_i
from geo.spatial.sample import complete_values
from geo.spatial.weights import neighbours

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.atlas.material import Material
    from geo.comparison import Kind
    from geo.spatial.local import LocalResult
    from plusn.choices import Choices
    from plusn.own.supply import OwnNumbers

ALPHA = 0.05
UNITS = {"local-moran": "local Moran’s I", "gi-star": "z-score of Gi*"}


def contrasted(
    material: Material,
    second: OwnNumbers,
    measured: Mapping[Level, CountTable],
    choices: Choices,
) -> Material:
    """Look at what is between two tables instead of at one of them.

    Parameters
    ----------
    material
        Of the first.
    second, measured
        The second, and its measure by level.

    Raises
    ------
    MixedUnits
        Numbers of different units would be subtracted.
    """
    kind: Kind = "ratio" if choices.compare_as == "ratio" else "difference"
    sides = {
        level: (table, measured[level])
        for level, table in material.measured.items()
        if level in measured
    }
    first_name, second_name = names_of(material, second)
    counts = material.counts
    compared = {level: compare(b, a, kind, level) for level, (a, b) in sides.items()}
    as_of = " / ".join(dict.fromkeys((counts.as_of, second.counts.as_of)))
    return replace(
        material,
        evidence=None,
        measured=compared,
        counts=replace(counts, as_of=as_of),
        measure=kind,
        citation="; ".join(dict.fromkeys((material.citation, second.name))),
        quantity=shared_heading((material.quantity, second.quantity), (first_name, second_name)),
        remarks=tuple(dict.fromkeys((*material.remarks, *second.remarks))),
        lens=Contrast(
            kind=kind,
            base=material.measure,
            first=first_name,
            second=second_name,
            sides=sides,
            total=_total(counts, second.counts, kind, material.measure),
        ),
    )


def _total(first: CountTable, second: CountTable, kind: Kind, measure: str) -> CountTable | None:
    if measure != "count" or not (first.additive and second.additive):
        return None
    whole = (str(Level.COUNTRY), COUNTRY_CODE)
    if not all(whole in table.frame.index for table in (first, second)):
        return None
    return compare(second, first, kind, Level.COUNTRY)


def names_of(first: Material, second: OwnNumbers) -> tuple[str, str]:
    """Name two tables by what tells them apart: year, sector, heading, file."""
    pairs = (
        (first.counts.as_of, second.counts.as_of),
        (first.counts.sector, second.counts.sector),
        (first.quantity, second.quantity),
        (first.citation, second.name),
    )
    apart = ((a.strip(), b.strip()) for a, b in pairs)
    return next(((a, b) for a, b in apart if a and b and a != b), ("1", "2"))


def clustered(material: Material, choices: Choices) -> Material:
    """Look at a spatial statistic of the measure instead of at the measure.

    Raises
    ------
    UnavailableMeasure
        A region has no value, there are fewer than 30, or all are equal; for Gi*, one is below 0.
    """
    level = material.level
    table = material.measured[level]
    values = complete_values(table, level)
    from plusn.own.statistics import shapes_of  # noqa: PLC0415 - with the rest of a user's data

    name: Any = choices.statistic
    if name == "gi-star" and (values < 0).any():
        raise UnavailableMeasure(
            said("Gi* compares sums of numbers from 0 up, and some are below 0"),
            where="--statistic gi-star",
            remedy=said("Use local Moran’s I."),
        )
    rule: Any = choices.weights
    near = neighbours(shapes_of(values, material.land), rule=rule)
    rng = np.random.default_rng(choices.seed)
    whole = morans_i(values, near, rng=rng)
    local = (local_moran if name == "local-moran" else getis_ord)(values, near, rng=rng)
    found = dict(_found(local, values.to_dict(), name))
    shown = CountTable.from_figures(
        _rows(table, level, found),
        measure=name.replace("-", "_"),
        unit=UNITS[name],
        as_of=table.as_of,
        sector=table.sector,
    )
    return replace(
        material,
        evidence=None,
        measured={level: replace(shown, notes=table.notes, additive=False)},
        measure=shown.measure,
        lens=Clusters(
            statistic=name,
            base=material.measure,
            found=found,
            moran=whole.statistic,
            p=whole.p,
            rule=near.rule,
            islands=len(near.islands),
            permutations=whole.permutations,
            seed=choices.seed,
            alpha=ALPHA,
        ),
    )


def _found(
    local: LocalResult, values: Mapping[tuple[str, str], float], name: str
) -> Iterator[tuple[RegionKey, Found]]:
    sure = confidence(local.frame["p"])
    for key, row in local.frame.iterrows():
        if name == "local-moran":
            kind = row["kind"] if row["significant"] else "chance"
        else:
            side = "hot" if row["kind"] == "high" else "cold"
            kind = f"{side}-{sure[key]}" if sure[key] else "chance"
        yield (
            RegionKey(Level(key[0]), key[1]),
            Found(kind=kind, value=values[key], statistic=float(row["statistic"]), p=row["p"]),
        )


def _rows(
    table: CountTable, level: Level, found: Mapping[RegionKey, Found]
) -> Iterator[tuple[RegionKey, Figure | Standing]]:
    for code, row in table.at(level).iterrows():
        key = RegionKey(level, str(code))
        if key not in found:
            yield key, Standing.OUT_OF_SCOPE
            continue
        yield (
            key,
            Figure.point(
                found[key].statistic,
                unit=table.unit,
                standing=Standing.DERIVED,
                sources=tuple(row["sources"]),
            ),
        )
