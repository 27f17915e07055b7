"""How an answer was checked, and where its numbers come from: what stands under "details"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.catalogue import entries, text
from briefing.firm.frame import Money, Standing, sealed, signed_number
from briefing.firm.listing import Line, ListingSpec
from briefing.firm.record_parts import Rows, number_in, part, rows_of
from briefing.numerals import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.firm.frame import Record
    from briefing.firm.names import Names
    from briefing.spec import Language

ORDER = ("published", "derived", "user", "assumed", "illustrative")
MOST = 12
"""Columns are few, but a list of assumed rows may be long: so many are named."""
SHORT = 16
"""Signs of a digest that are shown."""


def gap_in_words(gap: float, lang: Language) -> str:
    """Say how far a plan may be from the best possible.

    Examples
    --------
    >>> gap_in_words(0.0, "en"), gap_in_words(0.00123, "en")
    ('the best possible', 'at most 0.13% from the best possible')
    """
    if gap <= 0:
        return text("detail.certificate.gap.none", lang)
    up = -(-gap * 1e4 // 1) / 100  # rounded up: "at most" must hold
    return text("detail.certificate.gap", lang, percent=f"{up:.2f}%")


def describe_certificate(record: Record, names: Names) -> ListingSpec:
    """Describe how a plan was confirmed.

    Parameters
    ----------
    record
        Of `run`.
    """
    lang, standing = names.lang, Standing.of(record)
    told = part(record, "certificate")
    money = Money.of([told["total"]], str(record["currency"]), lang)
    lines = tuple(
        Line(id=key, cells=(text(f"detail.certificate.row.{key}", lang), cell))
        for key, cell in _rows(record, told, money)
    )
    title = text("detail.certificate.title", lang, checks=number(told["checks"]),
                 difference=_cents(told["difference"], money.currency))  # fmt: skip
    said = text("detail.joint", lang).join(" ".join(line.cells) for line in lines)
    return sealed(
        ListingSpec(
            kind="certificate",
            lang=lang,
            title=title,
            subtitle=text("detail.certificate.subtitle", lang),
            notice=standing.notice(lang),
            caution=standing.caution(lang),
            credits=standing.credits(lang),
            alt=text("detail.certificate.alt", lang, title=title, rows=said),
            head=(text("detail.certificate.head.what", lang),
                  text("detail.certificate.head.value", lang)),
            lines=lines,
            right=False,
        )
    )  # fmt: skip


def _rows(record: Record, told: Mapping[str, Any], money: Money) -> Iterator[tuple[str, str]]:
    lang, gap = money.lang, number_in(record, "gap")
    outcome = str(record["outcome"]).replace(" ", "_")
    key = "gap" if outcome == "optimal" and gap > 0 else outcome
    yield "outcome", text(f"detail.certificate.outcome.{key}", lang)
    yield "gap", gap_in_words(gap, lang)
    yield "cost", _cents(number_in(record, "objective"), money.currency)
    yield "again", _cents(told["total"], money.currency)
    yield "residual", _exact(told["worst_residual"])
    yield "seconds", text("detail.certificate.seconds", lang, seconds=f"{told['seconds']:.2f}")
    yield "solver", told["solver"]
    yield "digest", f"{told['digest'][:SHORT]}…"


def _cents(amount: float, currency: str) -> str:
    """Write an amount to the cent: less is the rounding of sums."""
    return f"{currency} {signed_number(amount, digits=2, plus='')}"


def _exact(value: float) -> str:
    return "0" if not value else f"{value:.1e}"


def describe_inputs(record: Record, names: Names) -> ListingSpec:
    """Describe where the rows of a case come from, table by table.

    Parameters
    ----------
    record
        Of `check`.
    """
    lang, standing = names.lang, Standing.of(record)
    counts: dict[str, dict[str, int]] = {}
    for row in rows_of(record, "provenance"):
        counts.setdefault(row["table"], {})[row["provenance"]] = row["rows"]
    kinds = [kind for kind in ORDER if any(kind in found for found in counts.values())]
    title = _inputs_title(counts, lang)
    return sealed(
        ListingSpec(
            kind="inputs",
            lang=lang,
            title=title,
            subtitle=text("detail.inputs.subtitle", lang),
            notice=standing.notice(lang),
            caution=standing.caution(lang),
            notes=tuple(_unsure(rows_of(record, "assumed"), lang)) if len(kinds) > 1 else (),
            credits=standing.credits(lang),
            alt=text("detail.inputs.alt", lang, title=title),
            head=(text("detail.inputs.head.table", lang),
                  *(text(f"detail.provenance.{kind}", lang) for kind in kinds)),
            lines=tuple(
                Line(
                    id=table,
                    cells=(table_name(table, lang),
                           *(number(found[k]) if k in found else "–" for k in kinds)),
                    amounts=tuple(found.get(k, 0) for k in kinds),
                )
                for table, found in counts.items()
            ),
        )
    )  # fmt: skip


def table_name(table: str, lang: Language) -> str:
    """Name a table of a case."""
    key = f"editing.table.{table}"
    return text(key, lang) if key in entries(lang) else table


def _inputs_title(counts: Mapping[str, Mapping[str, int]], lang: Language) -> str:
    by_kind: dict[str, int] = {}
    for found in counts.values():
        for kind, rows in found.items():
            by_kind[kind] = by_kind.get(kind, 0) + rows
    whole = sum(by_kind.values())
    shaky = by_kind.get("assumed", 0) + by_kind.get("illustrative", 0)
    if len(by_kind) == 1:
        kind = text(f"detail.provenance.{next(iter(by_kind))}", lang)
        return text("detail.inputs.title.all", lang, count=number(whole), kind=kind)
    if not shaky:
        return text("detail.inputs.title.none", lang)
    return text("detail.inputs.title.some", lang, count=number(shaky), all=number(whole))


def _unsure(rows: Rows, lang: Language) -> Iterator[str]:
    """Name the rows that are assumed or made up, as many as a reader can look through."""
    for row in rows[:MOST]:
        yield text("detail.inputs.row", lang, table=table_name(row["table"], lang),
                   row=row["key"], known=text(f"detail.provenance.{row['provenance']}", lang),
                   source=row["source"] or "–")  # fmt: skip
    if len(rows) > MOST:
        yield text("detail.inputs.more", lang, count=number(len(rows) - MOST))
