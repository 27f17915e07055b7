"""What stands beside a firm's flow picture: tables of sites and lanes, details of what is selected.

Two plans side by side share their tables: a row for each site and lane of either, with the numbers
of both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict, TypeVar

from briefing.catalogue import text
from briefing.flow.firm.shares import shares_of, sole_makers
from briefing.flow.firm.spec import FACILITY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefing.flow.firm.shares import Share, Way
    from briefing.flow.firm.spec import FirmFlowSpec, LaneRow, SiteRow

AnyRow = TypeVar("AnyRow", "SiteRow", "LaneRow")
NOTHING = "–"
SITES = ("supplier", "plant", "plants", "depot", "port", "junction", "market", "hq")
LANES = ("finished", "component", "control")
MONEY = frozenset({"cost", "duty"})
WAYS: tuple[Way, ...] = ("from", "made", "to", "ends")
FACTS = ("quantity", "days", "cost", "duty", "carbon")


@dataclass(frozen=True, kw_only=True)
class Column:
    """The head of a column; numbers stand to the right."""

    label: str
    number: bool = True


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """A row: its cells after the name, and the values of all columns, to sort by.

    `tail` and `head` are the sites at the ends of a lane; `also` is the site that made all of it.
    """

    id: str
    name: str
    group: str
    sign: str
    aria: str
    under: str
    cells: tuple[str, ...]
    values: tuple[str | float | None, ...]
    faint: bool = False
    tail: str = ""
    head: str = ""
    also: str = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Rows under one heading."""

    name: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table, by groups."""

    caption: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """Give the rows of all groups."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, kw_only=True)
class DetailRow:
    """A line of the details: another site with its numbers, or a fact."""

    id: str = ""
    name: str
    group: str = ""
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Detail:
    """One small table of the details."""

    title: str = ""
    columns: tuple[str, ...]
    rows: tuple[DetailRow, ...]
    note: str = field(default="")


# -- tables ---------------------------------------------------------------------------------


def site_table(specs: Sequence[FirmFlowSpec], captions: Sequence[str] = ()) -> Table:
    """List the sites of one plan, or of two with the numbers of both."""
    lang = specs[-1].lang
    numbers: list[tuple[str, Callable[[SiteRow], tuple[str, float | None]]]] = [
        ("week", _week),
        ("in_use", lambda row: _cell(row, "in_use", row.in_use)),
    ]
    numbers.append(("local_content", _content))
    sites = [{row.id: row for row in spec.sites} for spec in specs]
    found = _both(specs, lambda spec: spec.sites)
    rows_of_all = [row for of in sites for row in of.values()]
    numbers = [one for one in numbers if any(one[1](row)[1] is not None for row in rows_of_all)]
    heads = [(key, text(f"firmpage.table.{key}", lang)) for key, _ in numbers]
    rows = [
        _site_row(row, [[read(of[row.id]) if row.id in of else (NOTHING, None) for of in sites]
                        for _, read in numbers], lang)
        for row in found
    ]  # fmt: skip
    shapes = [row.shape for row in found]
    return Table(
        caption=text("firmpage.table.sites", lang),
        columns=_columns(text("firmpage.table.site", lang), [h for _, h in heads], captions),
        groups=_grouped(SITES, shapes, rows, "firmpage.group", lang),
    )


def lane_table(specs: Sequence[FirmFlowSpec], captions: Sequence[str] = ()) -> Table:
    """List the lanes of one plan, or of two with the numbers of both."""
    spec, lang = specs[-1], specs[-1].lang
    column = spec.measure if spec.measure in {*MONEY, "carbon"} else "cost"
    names = ["quantity"] if len(specs) > 1 else ["quantity", "days", column]
    lanes = [{row.id: row for row in one.lanes} for one in specs]
    found = _both(specs, lambda one: one.lanes)
    makers = sole_makers(spec.sites, spec.lanes)
    rows = [
        _lane_row(row, makers.get(row.id, ""), [
            [_lane_cell(of.get(row.id), name) for of in lanes] for name in names
        ])
        for row in found
    ]  # fmt: skip
    heads = [fact_name(spec, name) for name in names]
    return Table(
        caption=text("firmpage.table.lanes", lang),
        columns=_columns(text("firmpage.table.lane", lang), heads, captions),
        groups=_grouped(
            LANES, [row.product or row.kind for row in found], rows, "firmpage.group", lang
        ),
    )


def fact_name(spec: FirmFlowSpec, name: str) -> str:
    """Name a number of a lane, with its unit."""
    return text(f"firmpage.fact.{name}", spec.lang, currency=spec.currency)


def _both(
    specs: Sequence[FirmFlowSpec], rows: Callable[[FirmFlowSpec], Iterable[AnyRow]]
) -> list[AnyRow]:
    """List each row once as the last plan has it, then what only the first has."""
    found: dict[str, AnyRow] = {}
    for spec in reversed(specs):
        for row in rows(spec):
            found.setdefault(row.id, row)
    return list(found.values())


def _week(row: SiteRow) -> tuple[str, float | None]:
    """Give what a site makes, gets or passes on a week."""
    for key in ("made", "received", "sent"):
        if key in row.texts:
            return _cell(row, key, getattr(row, key))
    return NOTHING, None


def _cell(row: SiteRow | LaneRow, key: str, value: float | None) -> tuple[str, float | None]:
    return row.texts.get(key, NOTHING), value


def _content(row: SiteRow) -> tuple[str, float | None]:
    if row.local_content is None:
        return NOTHING, None
    return f"{row.texts['local_content']} ({row.texts['local_content_needed']})", row.local_content


def _lane_cell(row: LaneRow | None, name: str) -> tuple[str, float | None]:
    return (NOTHING, None) if row is None else _cell(row, name, getattr(row, name))


Cells = list[list[tuple[str, "float | None"]]]


def _site_row(row: SiteRow, numbers: Cells, lang: str) -> TableRow:
    shut = "" if row.open else text("firmpage.shut", lang)
    return TableRow(
        id=row.id,
        name=row.name,
        group=row.group,
        sign=row.shape,
        aria=row.aria,
        under=" · ".join(part for part in (row.role, row.place, shut) if part),
        faint=not row.open,
        **_flat(row.name, numbers),
    )


def _lane_row(row: LaneRow, maker: str, numbers: Cells) -> TableRow:
    told = [row.texts.get(key, "") for key in ("stage", "mode", "origin")]
    mode = row.texts.get("mode", "")
    return TableRow(
        id=row.id,
        name=f"{row.name} · {mode}" if mode else row.name,
        group=row.group,
        sign=row.kind,
        aria=row.aria,
        under=" · ".join(part for part in told if part),
        tail=FACILITY + row.tail,
        head=FACILITY + row.head,
        also=maker,
        **_flat(row.name, numbers),
    )


class _Flat(TypedDict):
    cells: tuple[str, ...]
    values: tuple[str | float | None, ...]


def _flat(name: str, numbers: Cells) -> _Flat:
    cells = [cell for column in numbers for cell in column]
    return {"cells": tuple(c for c, _ in cells), "values": (name, *(v for _, v in cells))}


def _columns(first: str, heads: Sequence[str], captions: Sequence[str]) -> tuple[Column, ...]:
    named = [f"{head} · {caption}" for head in heads for caption in captions] or list(heads)
    return (Column(label=first, number=False), *(Column(label=label) for label in named))


def _grouped(
    order: Sequence[str], kinds: Sequence[str], rows: Sequence[TableRow], key: str, lang: str
) -> tuple[Group, ...]:
    return tuple(
        Group(
            name=text(f"{key}.{kind}", lang),
            rows=tuple(r for k, r in zip(kinds, rows, strict=True) if k == kind),
        )
        for kind in order
        if kind in kinds
    )


# -- details --------------------------------------------------------------------------------


def details_of(
    specs: Sequence[FirmFlowSpec], captions: Sequence[str] = ()
) -> dict[str, tuple[Detail, ...]]:
    """Give the details of every site and lane, plan by plan."""
    told: dict[str, list[Detail]] = {}
    for number, spec in enumerate(specs):
        caption = captions[number] if captions else ""
        for name, ends in shares_of(spec).items():
            told.setdefault(name, []).extend(_site_details(spec, name, ends, caption))
        for lane in spec.lanes:
            if lane.kind == "goods":
                told.setdefault(lane.id, []).append(_lane_details(spec, lane, caption))
    return {name: tuple(details) for name, details in told.items()}


def _site_details(
    spec: FirmFlowSpec, name: str, ends: Sequence[Share], caption: str
) -> list[Detail]:
    week, share = text("firmpage.detail.week", spec.lang), text("firmpage.detail.share", spec.lang)
    made = [
        Detail(
            columns=(text(f"firmpage.detail.{way}", spec.lang), week, share),
            rows=tuple(
                DetailRow(id=e.id, name=e.name, group=e.group, cells=(e.amount, e.share))
                for e in ends
                if e.way == way
            ),
            note=text("firmpage.detail.mix", spec.lang) if way in {"made", "ends"} else "",
        )
        for way in WAYS
        if any(e.way == way for e in ends)
    ]
    if caption and made:
        made[0] = Detail(title=caption, columns=made[0].columns, rows=made[0].rows)
    content = _content_told(spec, name)
    return [*made, content] if content else made


def _content_told(spec: FirmFlowSpec, name: str) -> Detail | None:
    """Say how far a plant is from losing its customs origin."""
    row = next((row for row in spec.sites if row.id == name), None)
    if row is None or row.local_content is None or row.local_content_needed is None:
        return None
    spare = 100 * (row.local_content - row.local_content_needed)
    facts = [
        ("has", row.texts["local_content"]),
        ("needs", row.texts["local_content_needed"]),
        ("spare", f"{spare:.1f}".replace("-", "−")),
    ]
    return Detail(
        columns=(text("firmpage.detail.content", spec.lang), ""),
        rows=tuple(
            DetailRow(name=text(f"firmpage.detail.content.{key}", spec.lang), cells=(value,))
            for key, value in facts
        ),
    )


def _lane_details(spec: FirmFlowSpec, lane: LaneRow, caption: str) -> Detail:
    return Detail(
        title=caption,
        columns=(text("firmpage.detail.lane", spec.lang), ""),
        rows=tuple(
            DetailRow(name=fact_name(spec, fact), cells=(lane.texts[fact],))
            for fact in FACTS
            if fact in lane.texts
        ),
    )


__all__ = ["Column", "Detail", "Group", "Table", "TableRow", "details_of", "lane_table",
           "site_table"]  # fmt: skip
