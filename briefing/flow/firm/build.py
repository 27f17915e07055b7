"""Describe a firm's plan as a `FirmFlowSpec`: rows first, then the marks of both layouts."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from briefing.catalogue import text
from briefing.firm.names import Names
from briefing.flow.firm.rows import rows_of
from briefing.flow.firm.spec import FirmFlowSpec
from briefing.flow.firm.words import alt_text, credits_of, notes_of, subtitle_of, title_of
from briefing.pairing import in_tongue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.flow.base import FlowBase
    from briefing.flow.firm.placing import Routes
    from briefing.flow.firm.rows import Record, Rows
    from briefing.flow.firm.spec import Layout, LegendEntry, Measure, View
    from briefing.spec import Language, Tongue
    from network.case import Case

Picture = tuple["Layout", "Layout", tuple["LegendEntry", ...]]


def describe(
    record: Record,
    case: Case,
    *,
    view: View,
    measure: Measure,
    lang: Tongue,
    base: FlowBase,
    routes: Routes,
    weeks: Mapping[str, str] | None = None,
    like: FirmFlowSpec | None = None,
    size: tuple[float, float] | None = None,
) -> FirmFlowSpec:
    """Describe a plan as a map or a diagram, in a language or in two together.

    Parameters
    ----------
    record
        What ``plusn scenario run CASE --json`` prints.
    case
        The case it answers.
    measure
        What widths stand for; for ``lead_time`` they stay quantities and the numbers are days.
    base
        Land below the map.
    routes
        Way of goods between two places (lon, lat) by a mode of transport.
    weeks
        Facility → words beside it, such as how long deliveries can go on.
    like
        Another figure whose frame and scale of widths are to be kept, to compare the two.
    size
        Width and height in px of a slide's or a page's room; both layouts then fill it.

    Raises
    ------
    pydantic.ValidationError
        The parts do not fit together: a mistake of ours.
    """
    rows = in_tongue(lambda one: _rows(record, case, one, measure), lang)
    if view == "map":
        picture = _map(rows, base, routes, lang, weeks or {}, like=like, size=size)
    else:
        picture = _diagram(rows, lang, like, size)
    asked = [view, lang, dict(weeks or {}), like.digest if like else ""]
    digest = _digest(record, rows, asked)

    def described(one: Language) -> FirmFlowSpec:
        told = rows if one == lang else _rows(record, case, one, measure)
        return _described(record, case, told, picture, view=view, lang=one, china=base.attribution)

    return in_tongue(described, lang).model_copy(update={"digest": digest})


def _rows(record: Record, case: Case, lang: Language, measure: Measure) -> Rows:
    return rows_of(record, case, Names.of(case, lang), lang, measure)


def _described(
    record: Record,
    case: Case,
    rows: Rows,
    picture: Picture,
    *,
    view: View,
    lang: Language,
    china: str,
) -> FirmFlowSpec:
    names = Names.of(case, lang)
    wide, phone, legend = picture
    title = title_of(record, case, names, lang, view)
    return FirmFlowSpec(
        view=view,
        measure=rows.measure,
        lang=lang,
        currency=record["currency"],
        as_of=str(case.general.run_date or ""),
        title=title,
        subtitle=subtitle_of(rows, lang, view),
        notice=text("frame.illustrative", lang) if names.illustrative else "",
        sites=rows.sites,
        lanes=rows.lanes,
        colours=rows.colours,
        groups=rows.groups,
        legend=legend,
        wide=wide,
        phone=phone,
        notes=(*notes_of(rows, lang, view), *_diagram_notes(rows, lang, view)),
        credits=credits_of(names, china, lang, view),
        alt=alt_text(rows, title, lang, view),
        digest="",
    )


def _map(
    rows: Rows,
    base: FlowBase,
    routes: Routes,
    lang: Tongue,
    weeks: Mapping[str, str],
    *,
    like: FirmFlowSpec | None,
    size: tuple[float, float] | None,
) -> Picture:
    from briefing.flow.firm.map import map_of  # noqa: PLC0415 - shapely loads slowly

    return map_of(rows, base, routes, lang, weeks=weeks, like=like, size=size)


def _diagram(
    rows: Rows, lang: Tongue, like: FirmFlowSpec | None, size: tuple[float, float] | None
) -> Picture:
    from briefing.flow.firm import diagram, diagram_key  # noqa: PLC0415 - loaded with its view

    if size:
        fitted = diagram.sized_diagram(rows, lang, size)
        return fitted, fitted, diagram_key.legend_of(rows, lang, size=size)

    return (
        diagram.wide_diagram(rows, lang, like),
        diagram.phone_diagram(rows, lang, like),
        diagram_key.legend_of(rows, lang, like),
    )


def _diagram_notes(rows: Rows, lang: Language, view: View) -> tuple[str, ...]:
    from briefing.flow.firm.diagram_key import diagram_notes  # noqa: PLC0415 - loaded with its view

    return diagram_notes(rows, lang) if view == "diagram" else ()


def _digest(record: Record, rows: Rows, asked: list[Any]) -> str:
    said = [row.model_dump(mode="json") for row in (*rows.sites, *rows.lanes)]
    answer = record["tables"]["run"][0]["digest"]
    whole = json.dumps([answer, said, rows.measure, asked], ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()
