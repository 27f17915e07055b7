"""A map of a spatial statistic: where like values lie together, and where chance explains it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.atlas.lens import Clusters
from briefing.atlas.scale import Scale, measured_text
from briefing.catalogue import text
from briefing.diverging_palette import LESS, MORE, PLAIN
from briefing.palette import token
from briefing.spec import Aside, Bar, BarTable, KeyFigure, Legend, LegendEntry, Mark
from data.figure import Standing

if TYPE_CHECKING:
    from briefing.atlas.lens import Found
    from briefing.atlas.material import Material, View
    from briefing.spec import Colour, Language
    from data.codes import RegionKey

MOST_BARS = 12
NUMBERS = ("low", "high", "low_certain", "high_certain")
CHANCE = "chance"
#: Kind → colour, in the order of the legend.
KINDS: dict[str, dict[str, Colour]] = {
    "local-moran": {
        "high-high": MORE[2],
        "high-low": MORE[0],
        "low-high": LESS[0],
        "low-low": LESS[2],
        CHANCE: PLAIN,
    },
    "gi-star": {
        "hot-99": MORE[2],
        "hot-95": MORE[1],
        "hot-90": MORE[0],
        "cold-90": LESS[0],
        "cold-95": LESS[1],
        "cold-99": LESS[2],
        CHANCE: PLAIN,
    },
}


@dataclass(frozen=True, kw_only=True)
class Kinds(Scale):
    """Colour regions by what they are; values have no colour of their own.

    Parameters
    ----------
    colours
        By kind, in the order of the legend.
    """

    colours: dict[str, Colour]


def lens_of(material: Material) -> Clusters:
    """Give the statistic.

    Raises
    ------
    TypeError
        The material has none: a caller's mistake.
    """
    if not isinstance(material.lens, Clusters):
        raise TypeError("the material has no statistic")
    return material.lens


def kinds(material: Material, view: View) -> Kinds:  # noqa: ARG001 - the nation decides for all
    """Give the colours of the kinds."""
    return Kinds(
        classification=None,
        higher=frozenset(),
        outlined=frozenset(),
        colours=KINDS[lens_of(material).statistic],
    )


def found_in(material: Material, view: View) -> dict[RegionKey, Found]:
    """Give what the statistic finds of each region of a view."""
    lens = lens_of(material)
    return {key: lens.found[key] for key in view.keys if key in lens.found}


def significant(material: Material, view: View) -> list[RegionKey]:
    """List the regions that chance does not explain, the surest first."""
    rows = [
        (row.p, -abs(row.statistic), key)
        for key, row in found_in(material, view).items()
        if row.kind != CHANCE
    ]
    return [key for _, _, key in sorted(rows)]


def _what(material: Material, language: Language) -> str:
    base = lens_of(material).base
    return material.say(f"measure.{base}.subtitle", language, as_of=material.as_of)


def title(material: Material, view: View, language: Language) -> str:
    """Write the headline: how many regions of which kind, or that there is none."""
    lens, rows = lens_of(material), found_in(material, view)
    sides = _sides(Counter(row.kind for row in rows.values()))
    of = f"{len(rows):,}"
    words = [
        text(f"cluster.title.{lens.statistic}.{name}", language, count=f"{count:,}")
        for name, count in sides.items()
        if count
    ]
    if not words:
        return text("cluster.title.none", language, of=of)
    joined = text("cluster.title.join", language).join(words)
    return text("cluster.title.of", language, of=of, words=joined)


def _sides(counts: Counter[str]) -> dict[str, int]:
    """Count what the headline names: clusters of high and of low values."""
    return {
        "high": counts["high-high"] + sum(counts[f"hot-{level}"] for level in (99, 95, 90)),
        "low": counts["low-low"] + sum(counts[f"cold-{level}"] for level in (99, 95, 90)),
        "odd": counts["high-low"] + counts["low-high"],
    }


def subtitle(material: Material, language: Language) -> str:
    """Say which statistic of which measure is shown."""
    name = text(f"cluster.name.{lens_of(material).statistic}", language)
    return text("cluster.subtitle", language, name=name, what=_what(material, language))


def label(material: Material, language: Language) -> str:
    """Name the measure."""
    return text(f"cluster.label.{lens_of(material).statistic}", language)


def key_figures(material: Material, view: View, language: Language) -> tuple[KeyFigure, ...]:
    """Give Moran's I of the whole, and the number of regions of each side."""
    lens = lens_of(material)
    sides = _sides(Counter(row.kind for row in found_in(material, view).values()))
    made = [
        KeyFigure(
            number=f"{lens.moran:.2f}".replace("-", "−"),
            words=text(f"cluster.key.moran_{_pattern(lens)}", language, p=_p(lens.p)),
        )
    ]
    made += [
        KeyFigure(number=f"{count:,}", words=text(f"cluster.key.{name}", language))
        for name, count in sides.items()
        if count
    ]
    return tuple(made)


def _pattern(lens: Clusters) -> str:
    """Say what Moran's I of the whole shows: nothing, where chance explains it."""
    if lens.p > lens.alpha:
        return "none"
    return "like" if lens.moran > 0 else "unlike"


def _p(value: float) -> str:
    return f"{value:.4f}" if value < 0.1 else f"{value:.2f}"  # noqa: PLR2004 - two digits that say something


def marks(material: Material, view: View, scale: Scale, language: Language) -> tuple[Mark, ...]:
    """Describe every region of a view."""
    assert isinstance(scale, Kinds)  # noqa: S101 - made by `kinds`
    return tuple(_mark(material, view, key, scale, language) for key in view.keys)


def _mark(material: Material, view: View, key: RegionKey, scale: Kinds, language: Language) -> Mark:
    row = lens_of(material).found.get(key)
    standing = material.standing(key)
    region = material.regions.get(*key)
    group = view.group or material.group
    ends = (
        {}
        if row is None
        else dict.fromkeys(("value", *NUMBERS), row.statistic)
        | {"class_index": list(scale.colours).index(row.kind), "fill": scale.colours[row.kind]}
    )
    empty = dict.fromkeys(("value", *NUMBERS))
    return Mark.model_validate(
        {
            "level": str(key.level),
            "code": key.code,
            "parent": region.parent.code if region.parent else "",
            "names": {code: region.name(code) for code in ("en", "zh-Hant", "zh-Hans")},
            "label": material.name(key, language, alone=view.national),
            **empty,
            **ends,
            "standing": standing.value,
            "in_group": group is not None and key in group.members,
            "text": "" if row is None else text(f"cluster.kind.{row.kind}", language),
            "known": material.say(f"standing.{standing}", language),
            "because": "" if row is None else _because(material, row, language),
            "sources": tuple(material.row(key)["sources"]),
        }
    )


def _because(material: Material, row: Found, language: Language) -> str:
    lens = lens_of(material)
    value = measured_text(lens.base, row.value, row.value, language)
    return text(
        f"cluster.because.{lens.statistic}",
        language,
        value=material.say(f"measure.{lens.base}.value", language, value=value),
        statistic=f"{row.statistic:.2f}".replace("-", "−"),
        p=_p(row.p),
    )


def legend(
    material: Material, view: View, scale: Scale, language: Language, *, dotted: bool = False
) -> Legend:
    """Describe the kinds that occur."""
    assert isinstance(scale, Kinds)  # noqa: S101 - made by `kinds`
    occurring = {row.kind for row in found_in(material, view).values()}
    entries = [
        LegendEntry(
            kind="class",
            label=text(f"cluster.kind.{kind}", language),
            colour=colour,
            standing="derived",
        )
        for kind, colour in scale.colours.items()
        if kind in occurring
    ]
    if dotted or Standing.OUT_OF_SCOPE in map(material.standing, view.keys):
        words = material.say("legend.scope", language)
        entries.append(
            LegendEntry(
                kind="scope", label=words, colour=token("dot_ground"), standing="out_of_scope"
            )
        )
    return Legend(title=label(material, language), entries=tuple(entries))


def tables(
    material: Material, view: View, scale: Scale, language: Language
) -> tuple[BarTable, ...]:
    """List the regions that chance does not explain."""
    assert isinstance(scale, Kinds)  # noqa: S101 - made by `kinds`
    lens, keys = lens_of(material), significant(material, view)
    top = max((abs(lens.found[key].value) for key in keys), default=1.0) or 1.0
    bars = tuple(_bar(material, view, key, scale, language) for key in keys[:MOST_BARS])
    left = len(keys) - MOST_BARS
    footnote = material.counted("table.left_out", left, language) if left > 0 else ""
    return (
        BarTable(
            title=text("cluster.table.title" if keys else "cluster.table.none", language),
            columns=(material.say(f"measure.{lens.base}.column", language),) if keys else (),
            bars=bars,
            scale=top,
            footnote=footnote,
        ),
    )


def _bar(material: Material, view: View, key: RegionKey, scale: Kinds, language: Language) -> Bar:
    lens = lens_of(material)
    row = lens.found[key]
    return Bar(
        level=str(key.level),
        code=key.code,
        name=material.name(key, language, alone=view.national),
        note=text(f"cluster.short.{row.kind}", language),
        low=max(row.value, 0.0),
        high=max(row.value, 0.0),
        text=measured_text(lens.base, row.value, row.value, language),
        fill=scale.colours[row.kind],
        standing=material.standing(key).value,
    )


def asides(material: Material, view: View, scale: Scale, language: Language) -> tuple[Aside, ...]:  # noqa: ARG001
    """Explain in plain words what the colours say and do not say."""
    lens = lens_of(material)
    moran = f"{lens.moran:.2f}".replace("-", "−")
    return (
        Aside(
            title=text("cluster.aside.whole", language, of=f"{len(lens.found):,}"),
            number=moran,
            text=text(f"cluster.key.moran_{_pattern(lens)}", language, p=_p(lens.p)),
        ),
        Aside(
            title=text("cluster.aside.title", language),
            text=text(f"cluster.aside.{lens.statistic}", language),
        ),
    )


def notes(material: Material, language: Language) -> tuple[str, ...]:
    """State how the statistic was computed."""
    lens = lens_of(material)
    how = text(
        "cluster.note.how",
        language,
        neighbours=_rule(lens, language),
        permutations=f"{lens.permutations:,}",
        seed=lens.seed,
        alpha=f"{lens.alpha:.0%}",
    )
    counts = (text("cluster.note.counts", language),) if lens.base == "count" else ()
    return (how, *counts)


def _rule(lens: Clusters, language: Language) -> str:
    if lens.rule != "queen":
        return text("cluster.rule.nearest", language, count=lens.rule.partition(" ")[0])
    if not lens.islands:
        return text("cluster.rule.queen", language)
    return text("cluster.rule.queen_joined", language, count=lens.islands)
