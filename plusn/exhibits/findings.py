"""One finding of the study as an exhibit: its charts, its facts with their quotations."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.exhibit import Chart, Column, Exhibit, Record, Series, Table
from briefing.findings.chart_spec import BarChart, PartCode
from briefing.fitting import many_in_room
from briefing.flow.build import AS_OF
from briefing.pairing import in_tongue
from briefing.palette import ramp_colour
from briefing.spec import Part
from data.errors import UnknownChoice
from plusn.exhibits.drawing import Drawn
from plusn.study import findings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.exhibit import Picture, Room
    from briefing.findings.chart_spec import FigureSpec, Sheet
    from briefing.palette import Theme
    from briefing.spec import Language, Tongue

PLUM = 1.0


class Asked(Part):
    """Which finding: a part of the study and a figure's id in it, by default its first."""

    part: PartCode = "economy"
    figure: str | None = None


def show(asked: Asked, tongue: Tongue) -> Drawn:
    """Make a finding for any document.

    Raises
    ------
    UnknownChoice
        The part has no such figure.
    """
    figure = _figure(findings(asked.part, language=tongue), asked.figure)

    def exhibit(lang: Language) -> Exhibit:
        sheet = findings(asked.part, language=lang)
        return exhibit_of(_figure(sheet, asked.figure), sheet, lang)

    def draw(room: Room, theme: Theme) -> tuple[Picture, ...]:
        from briefing.backends.chart_sheets import sheets  # noqa: PLC0415 - only who draws waits

        def drawn(width: float, height: float) -> Sequence[str]:
            return sheets(figure, language=tongue, size=(width, height), theme=theme)

        return many_in_room(drawn, room)

    return Drawn(exhibit=in_tongue(exhibit, tongue), draw=draw)


def _figure(sheet: Sheet, name: str | None) -> FigureSpec:
    known = {figure.figure_id: figure for figure in sheet.figures}
    if name is None:
        return sheet.figures[0]
    if name not in known:
        raise UnknownChoice.of("figure", name, known)
    return known[name]


def exhibit_of(figure: FigureSpec, sheet: Sheet, lang: Language) -> Exhibit:
    """Give the words and numbers of a finding."""
    quotation = text("exhibit.finding.quotation", lang, words=figure.quotation.words,
                     where=figure.quotation.attribution)  # fmt: skip
    caution = text("exhibit.finding.caution", lang, words=figure.caution) if figure.caution else ""
    return Exhibit(
        name="finding",
        lang=lang,
        title=figure.title,
        subtitle=figure.subtitle,
        sentences=(quotation,),
        tables=(_facts(figure),),
        charts=tuple(_bars(chart) for chart in figure.charts if isinstance(chart, BarChart)),
        records=(_record(figure, text("exhibit.finding.facts", lang)),),
        premise=text("exhibit.finding.premise", lang),
        question=text("exhibit.finding.question", lang),
        answer=text("exhibit.finding.answer", lang, ids=figure.facts_title),
        credits=sheet.credits,
        notes=tuple(note for note in (figure.note, caution) if note),
        as_of=AS_OF,
        caption=text("exhibit.caption", lang, title=figure.title, told=figure.subtitle),
        alt=figure.alt,
        slide=("chart",) if _is_plain(figure) else ("picture",),
        digest=hashlib.sha256(figure.model_dump_json().encode()).hexdigest(),
    )


def _is_plain(figure: FigureSpec) -> bool:
    """Tell whether a slide program's own bars say all that ours do."""
    if len(figure.charts) > 1 or not isinstance(figure.charts[0], BarChart):
        return False
    groups = figure.charts[0].groups
    return len(groups) == 1 and all(
        row.extent == "exact" and not (row.joint or row.minor or row.beside or row.change)
        for row in groups[0].rows
    )


def _facts(figure: FigureSpec) -> Table:
    return Table(
        title=figure.facts_title,
        columns=tuple(
            Column(head=head, number=at == 1) for at, head in enumerate(figure.fact_heads)
        ),
        rows=tuple((f.label, f.value, f.year, f.quotation.words, f.known) for f in figure.facts),
    )


def _record(figure: FigureSpec, title: str) -> Record:
    return Record(
        title=title,
        heads=("fact", "what", "value", "year", "quotation", "where", "how_we_know_it", "source"),
        rows=tuple(
            (
                f.fact_id, f.label, f.value, f.year, f.quotation.words, f.quotation.attribution,
                f.known, f.source,
            )
            for f in figure.facts
        ),
    )  # fmt: skip


def _bars(chart: BarChart) -> Chart:
    rows = [row for group in chart.groups for row in group.rows]
    return Chart(
        kind="bars",
        categories=tuple(_category(row.label, row.second) for row in rows),
        series=(
            Series(
                name=chart.groups[0].title,
                values=tuple(row.value for row in rows),
                labels=tuple(row.text for row in rows),
                colours=(ramp_colour(PLUM),),
            ),
        ),
    )


def _category(label: str, second: str) -> str:
    return f"{label} / {second}" if second else label
