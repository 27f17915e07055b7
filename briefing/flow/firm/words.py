"""The words around a firm's flow figure: title, subtitle, notes, source, alt text."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.firm.names import within
from briefing.numerals import number, percent

if TYPE_CHECKING:
    from briefing.firm.names import Names
    from briefing.flow.firm.rows import Record, Rows
    from briefing.flow.firm.spec import View
    from briefing.spec import Language
    from network.case import Case

MOST_CONTROL = 16  # links from headquarters that can be told apart
ALL = 1 - 5e-4  # what rounds to 100.0%
OVER = 1 + 5e-4  # what does not round to 100.0%
TWO = 2


def title_of(record: Record, case: Case, names: Names, lang: Language, view: View) -> str:
    """Say a finding that the plan's numbers prove: who makes it, or where components come from."""
    if view == "diagram" and (parts := _components_from(record, case)):
        origin, share = parts[0]
        key = "parts_all" if share >= ALL else "parts"
        first = within(names.origin(origin), lang)
        return text(f"firmflow.title.{key}", lang, first=first, share=percent(share))
    made = _made_in(record, case)
    if not made:
        return text("firmflow.title.none", lang)
    (first, share), rest = made[0], made[1:]
    if not rest or share >= ALL:
        return text("firmflow.title.one", lang, first=names.territory(first))
    return text(
        "firmflow.title.two" if len(made) == TWO else "firmflow.title.more",
        lang,
        first=names.territory(first),
        share=percent(share),
        second=names.territory(rest[0][0]),
        share2=percent(rest[0][1]),
    )


def _made_in(record: Record, case: Case) -> list[tuple[str, float]]:
    """Give the shares of units made by territory, the largest first."""
    home = {row.id: row.territory for row in case.facilities}
    units: dict[str, float] = defaultdict(float)
    for row in record["tables"]["production"]:
        units[home[row["facility"]]] += row["quantity"]
    return _shares(units)


def _components_from(record: Record, case: Case) -> list[tuple[str, float]]:
    """Give the shares of component units that reach plants, by origin, the largest first."""
    stage = {row.id: row.kind for row in case.products}
    plants = {row.id for row in case.facilities if row.kind == "plant"}
    units: dict[str, float] = defaultdict(float)
    for row in record["tables"]["flows"]:
        if stage.get(row["product"]) == "component" and row["to"] in plants:
            units[row["origin"]] += row["quantity"]
    return _shares(units)


def _shares(units: dict[str, float]) -> list[tuple[str, float]]:
    total = sum(units.values())
    ranked = sorted(units.items(), key=lambda item: (-item[1], item[0]))
    return [(key, value / total) for key, value in ranked if value > 0]


def subtitle_of(rows: Rows, lang: Language, view: View) -> str:
    """Say what is drawn, what widths stand for and in which unit."""
    if rows.measure == "lead_time":
        key = "lead_time" if view == "map" else "diagram_lead_time"
        return text(f"firmflow.subtitle.{key}", lang, unit=rows.scale.unit)
    measure = text(f"firmflow.measure.{rows.measure}", lang)
    if view == "map":
        key = "map" if rows.measure == "quantity" else "map_measure"
        return text(f"firmflow.subtitle.{key}", lang, measure=measure, unit=rows.scale.unit)
    return text("firmflow.subtitle.diagram", lang, measure=measure, unit=rows.scale.unit)


def notes_of(rows: Rows, lang: Language, view: View) -> tuple[str, ...]:
    """Say what a reader should mind: no routes, what is not drawn, what totals are of."""
    said = []
    if view == "map":
        said.append(text("firmflow.note.route", lang))
        hidden = [row.name for row in rows.sites if row.facility not in rows.places and row.open]
        if hidden:
            joined = text("common.list.comma", lang).join(hidden)
            said.append(text("firmflow.note.unplaced", lang, names=joined))
        if rows.components:
            count = len(rows.components)
            said.append(text("firmflow.note.components", lang, count=count))
        said.append(text("firmflow.note.apart", lang))
        if len(rows.control) > MOST_CONTROL:
            said.append(text("firmflow.note.control", lang, count=len(rows.control)))
    if rows.measure == "lead_time":
        said.append(text("firmflow.note.lead_time", lang))
    elif rows.measure != "quantity":
        said.append(text("firmflow.note.period", lang, weeks=number(rows.weeks)))
    if any(row.in_use is not None and row.in_use > OVER for row in rows.sites):
        said.append(text("firmflow.note.overtime", lang))
    return (*said, text("firmflow.note.boundaries", lang)) if view == "map" else tuple(said)


def credits_of(names: Names, china: str, lang: Language, view: View) -> tuple[str, ...]:
    """Name the sources: the case, and those of the map."""
    case = text("firmflow.credit.case", lang, case=names.case)
    if view != "map":
        return (case,)
    return (
        case,
        text("firmflow.credit.map", lang, china=china),
        text("firmflow.credit.sea", lang),
    )


def alt_text(rows: Rows, title: str, lang: Language, view: View) -> str:
    """Say in a sentence or two what the picture shows, from its rows."""
    told = [
        text("firmflow.alt.site", lang, name=row.name, value=row.texts[key])
        for row in rows.sites
        for key in ("made", "received")
        if row.open and key in row.texts
    ]
    joined = text("common.list.comma", lang).join(told)
    return text(f"firmflow.alt.{view}", lang, title=title, sites=joined)
