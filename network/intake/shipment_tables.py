"""The tables of a case, row by row from usable shipments."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from data.phrase import Product, said
from network.intake.assumed import Draft, Told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from network.intake.shipment_rows import Shipment

# Share of the duty that the seller bears, by Incoterm (ICC, Incoterms 2020 and 2010): import
# clearance is the buyer's everywhere except delivered duty paid.
OUR_SHARE = {
    "EXW": 0.0,
    "FCA": 0.0,
    "FAS": 0.0,
    "FOB": 0.0,
    "CFR": 0.0,
    "CIF": 0.0,
    "CPT": 0.0,
    "CIP": 0.0,
    "DAP": 0.0,
    "DPU": 0.0,
    "DAT": 0.0,
    "DDU": 0.0,
    "DDP": 1.0,
}
NOWHERE = "UNKNOWN"
MODE = "shipped"


@dataclass(frozen=True, kw_only=True)
class Book:
    """Hold the usable rows, what is known of their places, and the period."""

    rows: tuple[Shipment, ...]
    currency: str
    rates: Mapping[str, float]
    weeks: float
    sites: Mapping[str, Mapping[str, str]]
    kinds: Mapping[str, Told]
    period: Told

    def worth(self, amount: Decimal, currency: str) -> float:
        """Give an amount in the case's currency."""
        return float(amount) * (1.0 if currency == self.currency else self.rates[currency])


def add_places(draft: Draft, book: Book, name: str) -> None:
    """Add the period, monies, territories and sites."""
    draft.add("settings", name=name, currency=book.currency, weeks=book.period)
    used = sorted({row.currency for row in book.rows} - {book.currency})
    for code in used:
        draft.add("exchange_rates", currency=code, rate=book.rates[code])
    territory = {site: book.sites.get(site, {}).get("territory", "") for site in book.kinds}
    for code in sorted({code for code in territory.values() if code}):
        draft.add("territories", id=code, name=code)
    if not all(territory.values()) and NOWHERE not in territory.values():
        draft.add(
            "territories",
            said("shipments do not say where a place is: no duty is charged until you do"),
            id=NOWHERE,
            name="Not told yet",
        )
    for site, kind in book.kinds.items():
        told = book.sites.get(site, {})
        draft.add(
            "facilities",
            id=site,
            kind=kind,
            name=told.get("name") or site,
            territory=territory[site] or Told(NOWHERE, (), said("not told")),
            region=told.get("region", ""),
        )


def add_products(draft: Draft, book: Book, notes: list[str]) -> None:
    """Add a product for every family, and what suppliers are paid."""
    families: dict[str, list[Shipment]] = defaultdict(list)
    for row in book.rows:
        families[row.family].append(row)
    for family, rows in sorted(families.items()):
        headings = {row.hs for row in rows if row.hs}
        if len(headings) > 1:
            notes.append(
                said(
                    "{product} has {count} tariff headings: none is kept.",
                    product=Product(family),
                    count=len(headings),
                )
            )
        draft.add(
            "products",
            id=family,
            name=family,
            kind="finished",
            value_per_unit=_each(book, rows),
            hts=headings.pop() if len(headings) == 1 else "",
        )
    for site, kind in book.kinds.items():
        if kind.value == "supplier":
            for family in sorted({row.family for row in book.rows if row.from_ == site}):
                draft.add(
                    "supply",
                    said("a supplier is paid what its goods are worth, and has enough"),
                    facility=site,
                    product=family,
                    cost_per_unit=_each(book, [r for r in families[family] if r.from_ == site]),
                )


def _each(book: Book, rows: Sequence[Shipment]) -> float:
    """Give the value of a unit, averaged over rows in the case's currency."""
    return sum(book.worth(row.value, row.currency) for row in rows) / _units(rows)


def _units(rows: Sequence[Shipment]) -> float:
    return float(sum((row.quantity for row in rows), Decimal(0)))


def add_ways(draft: Draft, book: Book) -> None:
    """Add a lane and its flow for every pair of places and family."""
    ways: dict[tuple[str, str, str], list[Shipment]] = defaultdict(list)
    for row in book.rows:
        ways[row.from_, row.to, row.family].append(row)
    for (tail, head, family), rows in sorted(ways.items()):
        draft.add(
            "lanes",
            from_=tail,
            to=head,
            mode=MODE,
            product=family,
            cost_per_unit=_freight(book, rows),
            days=Told(0.0, (), said("shipments do not say how long they take")),
        )
        draft.add(
            "actual_flows",
            from_=tail,
            to=head,
            mode=MODE,
            product=family,
            quantity=_units(rows),
        )


def _freight(book: Book, rows: Sequence[Shipment]) -> Told | float:
    """Give freight by unit over the rows that say it."""
    told = [row for row in rows if row.freight is not None]
    if not told:
        return Told(0.0, (), said("no row of this lane tells its freight"))
    cost = sum(book.worth(row.freight or Decimal(0), row.currency) for row in told)
    each = cost / _units(told)
    if len(told) == len(rows):
        return each
    why = said(
        "{silent} of {all} rows do not tell their freight",
        silent=len(rows) - len(told),
        all=len(rows),
    )
    return Told(each, (), why)


def add_markets(draft: Draft, book: Book, notes: list[str]) -> None:
    """Add what markets took, less what they sent on, and who bears the duty there."""
    unread = sorted({row.incoterm for row in book.rows} - {"", *OUR_SHARE})
    if unread:
        words = ", ".join(unread)[:200]
        notes.append(said("Not an Incoterm, so it says nothing of duty: {words}.", words=words))
    sales: dict[tuple[str, str], list[Shipment]] = defaultdict(list)
    sent: dict[tuple[str, str], float] = defaultdict(float)
    for row in book.rows:
        sent[row.from_, row.family] += float(row.quantity)
        if book.kinds[row.to].value == "market":
            sales[row.to, row.family].append(row)
    for (market, family), rows in sorted(sales.items()):
        remaining = max(_units(rows) - sent.get((market, family), 0.0), 0.0)
        draft.add(
            "demand",
            market=market,
            product=family,
            per_week=remaining / book.weeks,
            price_per_unit=Told(_each(book, rows), (), said("a lost sale costs what was invoiced")),
        )
        _bearer(draft, book, market, family, rows)


def _bearer(draft: Draft, book: Book, market: str, family: str, rows: Sequence[Shipment]) -> None:
    """Add our share of the duty, weighted by value, where every row says its Incoterm."""
    if not rows or any(row.incoterm not in OUR_SHARE for row in rows):
        return
    worth = [book.worth(row.value, row.currency) for row in rows]
    if not sum(worth):
        return
    ours = sum(w * OUR_SHARE[row.incoterm] for w, row in zip(worth, rows, strict=True))
    draft.add(
        "duty_shares",
        market=market,
        product=family,
        incoterm="; ".join(sorted({row.incoterm for row in rows})),
        our_share=min(ours / sum(worth), 1.0),
    )
