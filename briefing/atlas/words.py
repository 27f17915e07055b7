"""Headlines, key figures, explanations, caption and alt text: generated, and proved by the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.atlas.material import NATION, group_name, group_note
from briefing.atlas.reasons import reason
from briefing.atlas.scale import measured_text
from briefing.atlas.tables import ranking, said_number, unlisted
from briefing.catalogue import text
from briefing.names import listed, small_number
from briefing.numerals import interval, number, percent
from briefing.palette import ramp_colour
from briefing.phrases import in_language
from briefing.spec import Aside, Bar, KeyFigure
from data.codes import in_study
from data.figure import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.atlas.material import Material, View
    from briefing.atlas.scale import Scale
    from briefing.spec import Language, Mark
    from data.codes import RegionKey
    from geo.groups import Group

COAST = {"440000", "320000", "350000", "330000", "310000"}
MOST_IN_HEADLINE = 3
ENDS = tuple(".?!…。？！")
GROUP_SHADE = 0.62  # place on the plum ramp of what a group has published


def title(material: Material, view: View, language: Language) -> str:
    """Write the headline: what the numbers beside it prove, and no more."""
    ranked = [k for k in ranking(material, view) if material.count(k) is not None]
    if view.group is not None:
        return _group_title(material, view.group, language)
    assert view.whole is not None  # noqa: S101 - a view is a group's or has a whole
    whole_name = material.name(view.whole, language)
    if not ranked:
        return material.say("title.none", language, name=whole_name)
    if material.amounts:
        return _holding(material, view, ranked, language)
    if material.measure == "rank":
        return _rank_title(material, view, ranked, language)
    return _rate_title(material, view, ranked, language)


def _rank_title(material: Material, view: View, ranked: list[RegionKey], language: Language) -> str:
    tied = [key for key in ranked if material.count(key) == material.count(ranked[0])]
    key = "title.rank_tied" if len(tied) > 1 else "title.rank"
    return material.say(
        key if material.value(ranked[0]) == 1 else "title.rank_open",
        language,
        name=_who(material, view, tied, language),
        value=said_number(material, ranked[0], language),
    )


def _rate_title(material: Material, view: View, ranked: list[RegionKey], language: Language) -> str:
    name, tied = _leaders(material, view, ranked, language)
    value = _measured(material, material.value(ranked[0]), language)
    if len(ranked) == 1:
        return material.say("title.only", language, name=name, value=value)
    key = "title.densest" if material.measure == "density" else "title.highest"
    return material.say(
        f"{key}_tied" if tied else key,
        language,
        count=small_number(len(ranked), language),
        name=name,
        measure=material.say(f"measure.{material.measure}.sentence", language),
        value=value,
    )


def _measured(material: Material, value: float | None, language: Language) -> str:
    return material.say(
        f"measure.{material.measure}.value",
        language,
        value=measured_text(material.measure, value, value, language),
    )


def _leaders(
    material: Material, view: View, ranked: list[RegionKey], language: Language
) -> tuple[str, bool]:
    """Name the first of a ranking, all of them where several tie."""
    best = material.value(ranked[0])
    tied = [key for key in ranked if material.value(key) == best] or ranked[:1]
    return _who(material, view, tied, language), len(tied) > 1


def _who(material: Material, view: View, keys: list[RegionKey], language: Language) -> str:
    if len(keys) <= MOST_IN_HEADLINE:
        return listed([material.name(key, language, alone=view.national) for key in keys], language)
    who = material.say(f"title.{view.level}s", language, count=small_number(len(keys), language))
    return who[:1].upper() + who[1:]


def _holding(material: Material, view: View, ranked: list[RegionKey], language: Language) -> str:
    assert view.whole is not None  # noqa: S101
    whole, listed_places = material.count(view.whole), len(ranked)
    # The whole is the Mainland's: Hong Kong, Macao and Taiwan hold no share of it.
    ranked = [key for key in ranked if in_study(key.code)]
    if not whole or not ranked:
        return material.counted("title.listed", listed_places, language)
    counts = [material.count(key) or 0 for key in ranked]
    if len(ranked) == len(view.covered):
        name, tied = _leaders(material, view, ranked, language)
        key = "title.largest_tied" if tied else "title.largest"
        return material.say(key, language, name=name, share=_headline(counts[0] / whole))
    share = _headline(sum(counts) / whole)
    if view.national and {key.code for key in ranked} == COAST:
        return material.say("title.coast", language, share=share)
    return material.counted(
        "title.hold_nation" if view.national else "title.hold",
        len(ranked),
        language,
        who=_who(material, view, ranked, language),
        share=share,
        name=material.name(view.whole, language),
    )


def _headline(share: float) -> str:
    """Write a share without decimals, but never a part as 0% or all."""
    return percent(share, digits=0 if 0.01 <= share <= 0.99 else 1)  # noqa: PLR2004 - 1 and 99%


def _group_title(material: Material, group: Group, language: Language) -> str:
    joint = material.joint(group.members)
    return material.say(
        "title.group",
        language,
        name=group_name(group, language),
        interval=_spread(material, joint.low, joint.high, language),
    )


def _spread(material: Material, low: float, high: float | None, language: Language) -> str:
    if high is None:
        return material.say("why.or_more", language, low=number(low))
    return interval(low, high)


def subtitle(material: Material, language: Language) -> str:
    """Say what is counted, in which measure, and when."""
    return material.say(f"measure.{material.measure}.subtitle", language, as_of=material.as_of)


def key_figures(material: Material, view: View, language: Language) -> tuple[KeyFigure, ...]:
    """Give one line of counts: the whole, the largest, the published together, the rest."""
    if view.group is not None:
        return _group_figures(material, view.group, language)
    assert view.whole is not None  # noqa: S101
    found = _whole_figure(material, view, language)
    counted = [(material.count(key), key) for key in view.covered]
    known = sorted(((c, k) for c, k in counted if c is not None), key=lambda row: (-row[0], row[1]))
    whole = material.count(view.whole)
    if known and view.national:
        count, key = known[0]
        words = material.say("key.largest", language, name=material.name(key, language))
        found.append(_figure(material, count, whole, words, language))
    if material.additive and (len(known) > 1 or (known and not view.national)):
        together = sum(count for count, _ in known)
        words = material.counted(
            f"key.published_{view.level}",
            len(known),
            language,
            count=small_number(len(known), language),
        )
        found.append(_figure(material, together, whole, words, language))
    return (*found, *_rest_figure(material, view, whole, language))


def _whole_figure(material: Material, view: View, language: Language) -> list[KeyFigure]:
    assert view.whole is not None  # noqa: S101
    row = material.count_row(view.whole)
    if not Standing(row["standing"]).has_range:
        return []
    text = measured_text("count", float(row["low"]), float(row["high"]), language)
    if view.whole == NATION:
        beside = any(material.count(key) for key in view.keys if key not in view.covered)
        name = "key.total_mainland" if beside else "key.total"
        return [KeyFigure(number=text, words=material.say(name, language, as_of=material.as_of))]
    whole, count = material.count(NATION), material.count(view.whole)
    name = material.name(view.whole, language)
    if material.additive and whole and count is not None:
        words = material.say("key.part", language, name=name, share=percent(count / whole))
    else:
        known = "key.largest" if count is not None else "key.part_range"
        words = material.say(known, language, name=name)
    return [KeyFigure(number=text, words=words)]


def _rest_figure(
    material: Material, view: View, whole: float | None, language: Language
) -> list[KeyFigure]:
    others = [
        k for k in view.keys if Standing(material.count_row(k)["standing"]) is Standing.BOUNDED
    ]
    if not others:
        return []
    joint = material.joint(others)
    if not joint.exact or not whole or len(others) == len(view.covered):
        return []
    words = material.say("key.rest", language, count=len(others))
    return [_figure(material, joint.low, whole, words, language)]


def _figure(
    material: Material, total: float, whole: float | None, words: str, language: Language
) -> KeyFigure:
    together = whole if material.additive else None
    share = material.say("key.share", language, share=percent(total / together)) if together else ""
    return KeyFigure(number=number(total), words=words + share)


def _group_figures(material: Material, group: Group, language: Language) -> tuple[KeyFigure, ...]:
    joint = material.joint(group.members)
    known = [c for c in map(material.count, group.members) if c is not None]
    figures = [
        KeyFigure(
            number=_spread(material, joint.low, joint.high, language),
            words=material.say("key.group", language, name=group_name(group, language)),
        )
    ]
    if known and not joint.exact:
        words = material.counted(
            "key.group_known", len(known), language, count=small_number(len(known), language)
        )
        figures.append(KeyFigure(number=number(sum(known)), words=words))
    return tuple(figures)


def asides(material: Material, view: View, scale: Scale, language: Language) -> tuple[Aside, ...]:
    """Write the boxes: a group's interval, and why some places have only a range."""
    found = []
    if view.id == "440000" and "gba" in material.groups and material.measure == "count":
        found.append(group_aside(material, material.groups["gba"], language))
    why = _why(material, view, scale, language)
    if why is not None:
        found.append(why)
    return tuple(found)


def group_aside(material: Material, group: Group, language: Language) -> Aside:
    """Describe a group's joint interval and what makes it wide."""
    joint = material.joint(group.members)
    high = joint.high if joint.high is not None else joint.low
    counts = [count for count in map(material.count, group.members) if count is not None]
    others = [key for key in group.members if material.count(key) is None]
    most = None if joint.high is None else joint.high - sum(counts)
    left = _spread(material, joint.low - sum(counts), most, language)
    return Aside(
        title=group_name(group, language),
        subtitle=group_note(group, language),
        number=_spread(material, joint.low, joint.high, language),
        bar=Bar(
            name=group_name(group, language),
            low=joint.low,
            high=high,
            text="",
            fill=ramp_colour(GROUP_SHADE),
            standing="bounded",
        ),
        scale=float(high) or 1.0,
        captions=(
            material.counted(
                "group.known",
                len(counts),
                language,
                number=number(sum(counts)),
                count=small_number(len(counts), language),
            ),
            material.say("group.open", language)
            if most is None
            else material.say("group.more", language, number=number(most)),
        ),
        text=material.counted(
            "group.text",
            len(others),
            language,
            names=listed([material.name(key, language, alone=False) for key in others], language),
            interval=left,
            count=small_number(len(others), language),
        )
        if others
        else "",
    )


def _why(material: Material, view: View, scale: Scale, language: Language) -> Aside | None:
    others = unlisted(material, view)
    if not others:
        return None
    if scale.higher and material.measure != "rank" and not material.amounts:
        return _why_higher(material, scale, language)
    commonest = max(others, key=lambda key: (_width(material, key), key))
    text = reason(material, commonest, language, each=len(others) > 1)
    if not text:
        return None
    return Aside(title=material.say("why.title", language), text=text)


def _width(material: Material, key: RegionKey) -> float:
    row = material.count_row(key)
    return float(row["high_certain"] - row["low_certain"])


def _why_higher(material: Material, scale: Scale, language: Language) -> Aside:
    top = max(scale.higher, key=lambda key: (float(material.row(key)["high"]), key))
    high = float(material.count_row(top)["high"])
    measured = float(material.row(top)["high"])
    text = material.say(
        "why.higher_text",
        language,
        name=material.name(top, language),
        count=number(high),
        value=_measured(material, measured, language),
    )
    return Aside(title=material.say("why.higher_title", language), text=text)


def credit_lines(material: Material, language: Language) -> tuple[str, ...]:
    """List sources: the numbers', then the boundaries'."""
    own = material.say("credit.numbers", language, citation=material.citation, as_of=material.as_of)
    boundaries = material.say(
        "credit.own_boundaries" if material.land.own else "credit.boundaries",
        language,
        source=material.land.attribution,
    )
    return own, boundaries


def notes(material: Material, view: View, language: Language) -> tuple[str, ...]:
    """List remarks that belong to the view's numbers: denominators and their years."""
    known = (text(key, language) for key in material.measured[view.level].notes)
    return (*known, *(in_language(remark, language) for remark in material.remarks))


def alt(
    material: Material,
    view: View,
    drawn: Sequence[Mark],
    headline: Sequence[str],
    language: Language,
) -> str:
    """Describe the map to a reader who does not see it, every value included.

    Parameters
    ----------
    drawn
        The regions as they are drawn.
    headline
        Title and subtitle.
    """
    marks = {(mark.level, mark.code): mark for mark in drawn}
    told = [marks.pop((str(key.level), key.code)) for key in ranking(material, view)]
    rows = [material.say("alt.row", language, name=mark.label, value=mark.text) for mark in told]
    others = [mark for mark in marks.values() if mark.standing == "bounded"]
    parts = [
        material.say(
            "alt.map",
            language,
            title=_ended(headline[0], language),
            subtitle=headline[1],
        ),
        material.say("alt.join", language).join(rows),
    ]
    if others:
        parts.append(material.counted("alt.ranges", len(others), language))
    stop = material.say("alt.stop", language)
    return "".join(part + stop for part in parts if part).rstrip()


def caption(material: Material, headline: Sequence[str], language: Language) -> str:
    """Write one sentence under the figure from its title and subtitle."""
    return material.say(
        "caption", language, title=_ended(headline[0], language), subtitle=headline[1]
    )


def _ended(words: str, language: Language) -> str:
    # A user's own headline may end its sentence itself.
    said = words.rstrip()
    return said if said.endswith(ENDS) else said + text("atlas.alt.stop", language).rstrip()
