"""The duty on goods by origin: layers stacked, what a scenario adds, what is missing or ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from briefing.catalogue import text
from briefing.firm.frame import FirmFigure, Standing, day, sealed, signed_number
from briefing.firm.record_parts import Rows, rows_of
from briefing.names import listed
from briefing.spec import Colour, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.firm.frame import Record
    from briefing.firm.names import Names

NIL = 1e-9


class DutyLayer(Part):
    """A part of a stack: `rate` is a share of the customs value, solid or what a scenario adds."""

    layer: str
    label: str
    rate: Annotated[float, Field(gt=0)]
    what_if: bool = False
    text: str


class DutyRow(Part):
    """The stack of one origin; `total` is null where a layer is missing.

    `text` is the total in words, `note` what the bar cannot show.
    """

    origin: str
    label: str
    colour: Colour
    transshipped: bool
    layers: tuple[DutyLayer, ...]
    total: float | None
    text: str
    note: str = ""
    tip: str


class LayerLine(Part):
    """A row of duty as a line of the table; `faint` where it does not count.

    `source` is what the row itself says of where it comes from.
    """

    cells: tuple[str, ...]
    faint: bool = False
    source: str = ""


class DutySpec(FirmFigure):
    """Stacks of duty on one product into one territory, with the table of their layers.

    `scale` is the rate that the longest bar stands for.
    """

    kind: Literal["duty"] = "duty"
    dest: str
    product: str
    rows: Annotated[tuple[DutyRow, ...], Field(min_length=1)]
    scale: float
    head: tuple[str, ...]
    table: tuple[LayerLine, ...]


def entries_of(record: Record) -> tuple[tuple[str, str], ...]:
    """List the territories and products that a record of `duty` tells of."""
    return tuple(dict.fromkeys((row["dest"], row["product"]) for row in rows_of(record, "stacks")))


def describe_duty(
    record: Record,
    names: Names,
    colours: Mapping[str, Colour],
    *,
    dest: str,
    product: str,
) -> DutySpec:
    """Describe the stacks of a product that enters a territory.

    Parameters
    ----------
    record
        Of `duty`.
    colours
        Of the case's origin classes.
    dest, product
        One of `entries_of`.
    """
    lang, standing = names.lang, Standing.of(record)
    stacks = rows_of(record, "stacks", dest=dest, product=product)
    layers = rows_of(record, "layers", dest=dest, product=product)
    rows = tuple(
        _row(stack, [one for one in layers if one["origin"] == stack["origin"]], names, colours)
        for stack in stacks
    )
    goods = {"dest": names.territory(dest), "product": names.product(product)}
    title = _title(rows, goods, lang)
    notes = [text("detail.duty.note.cif", lang)] if _has_cif(layers) else []
    if any(row.total is None for row in rows):
        notes.append(text("detail.duty.note.incomplete", lang))
    return sealed(
        DutySpec(
            lang=lang,
            title=title,
            subtitle=_subtitle(record, lang),
            notice=standing.notice(lang),
            caution=standing.caution(lang),
            notes=tuple(notes),
            credits=standing.credits(lang),
            alt=text("detail.duty.alt", lang, title=title,
                     rows=text("detail.joint", lang).join(row.tip for row in rows)),
            dest=dest,
            product=product,
            rows=rows,
            scale=max([sum(part.rate for part in row.layers) for row in rows] + [0.01]),
            head=tuple(text(f"detail.duty.head.{column}", lang)
                       for column in ("layer", "from", "to", "state", "known")),
            table=tuple(_table_lines(layers, names)),
        )
    )  # fmt: skip


def rate_text(share: float) -> str:
    """Write a rate of duty.

    Examples
    --------
    >>> rate_text(0.191), rate_text(0.0025), rate_text(0.0)
    ('19.1%', '0.25%', '0.0%')
    """
    digits = 1 if abs(round(share * 1000) - share * 1000) < 1e-6 else 2  # noqa: PLR2004
    return f"{signed_number(100 * share, digits=digits, plus='')}%"


def _row(
    stack: Mapping[str, Any], layers: Rows, names: Names, colours: Mapping[str, Colour]
) -> DutyRow:
    lang = names.lang
    parts = tuple(part for row in layers for part in _parts(row, names))
    total = stack["total_rate"]
    label = names.origin(stack["origin"])
    if stack["transshipped"]:
        label = text("detail.duty.fails", lang)
    missing = [names.layer(layer.strip()) for layer in stack["missing"].split(";") if layer.strip()]
    told = rate_text(total) if total is not None else text("detail.duty.no_total", lang)
    note = text("detail.duty.missing", lang, layers=listed(missing, lang)) if missing else ""
    if stack["specific_per_unit"]:
        amount = f"{stack['specific_per_unit']:,.2f}"
        note = " ".join([note, text("detail.duty.specific", lang, amount=amount)]).strip()
    made = text("detail.comma", lang).join(f"{part.label} {part.text}" for part in parts)
    tip = text("detail.duty.tip", lang, origin=label, total=told, layers=made or note)
    return DutyRow(
        origin=stack["origin"],
        label=label,
        colour=colours.get(stack["origin"], colours.get("", GREY)),
        transshipped=stack["transshipped"],
        layers=parts,
        total=total,
        text=told,
        note=note,
        tip=tip,
    )


GREY = Colour(light="#56636f", dark="#9fabb6")


def _parts(row: Mapping[str, Any], names: Names) -> Iterable[DutyLayer]:
    """Part what a layer charges: what it was without the scenario, and what that adds."""
    charged, before = row["charged"], row["charged_before"]
    label = names.layer(row["layer"])
    solid, added = min(charged, before), charged - before
    if solid > NIL:
        yield DutyLayer(layer=row["layer"], label=label, rate=solid, text=rate_text(solid))
    if added > NIL:
        words = text("detail.duty.what_if", names.lang,
                     rate=signed_number(100 * added, digits=1))  # fmt: skip
        yield DutyLayer(layer=row["layer"], label=label, rate=added, what_if=True, text=words)


def _table_lines(layers: Rows, names: Names) -> Iterable[LayerLine]:
    """Tell each row of duty once, the ones that count first."""
    lang = names.lang
    by_row: dict[int, Rows] = {}
    for row in layers:
        by_row.setdefault(row["row"], []).append(row)
    for rows in sorted(by_row.values(), key=lambda found: (_counts(found) == "", found[0]["row"])):
        row = rows[0]
        counts = _counts(rows)
        of = "*" if row["all_origins"] else row["origin"]
        goods = text("detail.duty.of", lang, layer=names.layer(row["layer"]),
                     origin=names.origin(of), rate=_rate(row, lang))  # fmt: skip
        changed = bool(row["changed"]) and counts
        state = text(f"detail.duty.state.{_key(counts or row['state'])}", lang)
        if changed:
            state = text("detail.duty.state.yours", lang)
        yield LayerLine(
            cells=(
                goods[:1].upper() + goods[1:],
                day(row["from"], lang) if row["from"] else "–",
                day(row["to"], lang) if row["to"] else "–",
                state,
                text(f"detail.provenance.{row['provenance']}", lang),
            ),
            faint=not counts,
            source=row["source"],
        )


def _rate(row: Mapping[str, Any], lang: str) -> str:
    if row["combine"] == "exempt":
        return text("detail.duty.exempt", lang)
    return rate_text(row["rate"])


def _counts(rows: Sequence[Mapping[str, Any]]) -> str:
    """Give the state of a row where it counts for any of its origins; blank where for none."""
    states = [row["state"] for row in rows if row["state"] in {"in force", "exempt"}]
    return str(states[0]) if states else ""


def _title(rows: Sequence[DutyRow], goods: Mapping[str, str], lang: str) -> str:
    """Say the highest and the lowest total with their origins; how many have no total."""
    plain = [row for row in rows if not row.transshipped] or list(rows)
    told = [row for row in plain if row.total is not None]
    if not told:
        return text("detail.duty.title.incomplete", lang, **goods)
    high = max(told, key=lambda row: row.total or 0.0)
    low = min(told, key=lambda row: row.total or 0.0)
    if len(told) < len(plain):
        return text("detail.duty.title.partly", lang, high=_all_with(told, high, lang),
                    most=high.text, count=len(plain) - len(told), all=len(plain),
                    **goods)  # fmt: skip
    if high.text == low.text:
        return text("detail.duty.title.same", lang, total=high.text, **goods)
    return text("detail.duty.title.span", lang, high=_all_with(told, high, lang), most=high.text,
                low=_all_with(told, low, lang), least=low.text, **goods)  # fmt: skip


def _all_with(rows: Sequence[DutyRow], one: DutyRow, lang: str) -> str:
    return listed([row.label for row in rows if row.text == one.text], lang)


def _subtitle(record: Record, lang: str) -> str:
    run_date = record["run_date"]
    key = "day" if run_date else "no_day"
    return text(f"detail.duty.subtitle.{key}", lang,
                day=day(str(run_date), lang) if run_date else "")  # type: ignore[arg-type]  # fmt: skip


def _has_cif(layers: Rows) -> bool:
    return any(row["basis"] == "cif" and row["charged"] for row in layers)


def _key(state: str) -> str:
    return state.replace(" ", "_")
