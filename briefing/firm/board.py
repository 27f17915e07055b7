"""Money for the board: what is gained a year, what is paid once, whether it is paid back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.catalogue import text
from briefing.firm.bridge import total_name
from briefing.firm.frame import Money, Standing, day, percent, sealed, signed_number
from briefing.firm.listing import Line, ListingSpec
from briefing.firm.period import no_totals
from briefing.firm.record_parts import Rows, list_in, part, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.firm.frame import Record
    from briefing.firm.names import Names
    from briefing.spec import Language

SHOWN = ("HKD", "USD", "CNY")
"""Currencies that a board reads beside the case's own, where the case gives their rates."""
SIGNED = {"yearly_gain", "npv"}
STRONG = {"yearly_gain", "paid_once", "npv"}


def describe_board(record: Record, names: Names, *, scenario: str = "") -> ListingSpec:
    """Describe what changing to a plan means for the firm's own books.

    Parameters
    ----------
    record
        Of `baseline` (from today's plants to a free choice), or of `compare`.
    scenario
        Of a record of `compare`: which one, against its first.
    """
    lang, standing = names.lang, Standing.of(record)
    board = part(record, "board")[scenario] if scenario else part(record, "board")
    tables = part(record, "tables")
    amounts = _amounts(tables["board"], scenario)
    own = str(record["currency"])
    monies = _monies(amounts, own, lang)
    paid = [row for row in tables["paid_once"] if not scenario or row["scenario"] == scenario]
    title = _title(board, monies[own])
    lines = tuple(_lines(board, amounts, paid, monies, names))
    said = text("detail.joint", lang).join(f"{line.cells[0]} {line.cells[1]}" for line in lines)
    return sealed(
        ListingSpec(
            kind="board",
            lang=lang,
            title=title,
            subtitle=_subtitle(record, board, names, scenario),
            notice=standing.notice(lang),
            caution=standing.caution(lang),
            notes=(
                *_notes(board, amounts, tables["board"], monies, own),
                *no_totals(_lacking(record, scenario), names),
            ),
            credits=standing.credits(lang),
            alt=text("detail.board.alt", lang, title=title, rows=said),
            head=(text("detail.board.head.what", lang), *(m.unit for m in monies.values())),
            lines=lines,
        )
    )


def _title(board: Mapping[str, Any], money: Money) -> str:
    """Say whether it is paid back; a rise of costs that are ours is no gain."""
    gain, once = board["yearly_gain"], board["paid_once"]
    basis = "" if board["ebit_before"] is not None and board["ebit_after"] is not None else "cost."
    way = "nothing" if not once else "spared" if once < 0 else "never"
    if once > 0 and board["payback_years"] is not None:
        way = "back"
    shown = money.full(gain) if way == "back" else _signed(gain if not basis else -gain, money)
    return text(f"detail.board.title.{basis}{way}", money.lang, amount=shown,
                once=money.full(abs(once)), years=_years(board["payback_years"]))  # fmt: skip


def _signed(amount: float, money: Money) -> str:
    told = money.full(abs(amount))
    sign = money.signed(amount)[:1]
    return f"{sign}{told}" if sign in {"+", "−"} else told


def _years(years: float | None) -> str:
    return "" if years is None else signed_number(years, digits=1, plus="")


def _subtitle(record: Record, board: Mapping[str, Any], names: Names, scenario: str) -> str:
    if scenario:
        first = str(rows_of(record, "scenarios")[0]["scenario"])
        before, after = names.scenario(first), names.scenario(scenario)
    else:
        before, after = total_name("best_flows", names), total_name("free", names)
    return text("detail.board.subtitle", names.lang, before=before, after=after,
                years=board["horizon_years"], rate=percent(board["discount_rate"]))  # fmt: skip


def _monies(amounts: Mapping[str, Mapping[str, float]], own: str, lang: Language
            ) -> dict[str, Money]:  # fmt: skip
    """Choose the currencies shown, the case's own first, each with its power of ten."""
    given = {currency for told in amounts.values() for currency in told}
    chosen = [own, *(c for c in SHOWN if c in given and c != own)]
    return {c: Money.of([told.get(c) for told in amounts.values()], c, lang) for c in chosen}


def _lines(
    board: Mapping[str, Any],
    amounts: Mapping[str, Mapping[str, float]],
    paid: Rows,
    monies: Mapping[str, Money],
    names: Names,
) -> Iterator[Line]:
    lang = names.lang
    for item in ("yearly_gain", "paid_once"):
        yield _line(item, amounts[item], monies, lang)
    own = next(iter(monies.values()))
    for row in paid:
        kind = text(f"detail.board.kind.{row['kind']}", lang)
        label = text("detail.board.paid", lang, site=names.site(row["facility"]), kind=kind)
        blank = ("",) * (len(monies) - 1)
        yield Line(id=f"{row['facility']}-{row['kind']}", amounts=(row["amount"],), faint=True,
                   cells=(label, own.plain(row["amount"]), *blank))  # fmt: skip
    yield Line(id="payback", cells=(text("detail.board.row.payback", lang), _payback(board, lang),
               *("",) * (len(monies) - 1)))  # fmt: skip
    for item in ("npv", "ebit_before", "ebit_after", "duty_ours_before", "duty_ours_after"):
        if item in amounts:
            yield _line(item, amounts[item], monies, lang)


def _payback(board: Mapping[str, Any], lang: Language) -> str:
    years = board["payback_years"]
    if board["paid_once"] <= 0:
        return text("detail.board.at_once", lang)
    if years is None:
        return text("detail.board.never", lang)
    return text("detail.board.years", lang, years=_years(years))


def _line(
    item: str, told: Mapping[str, float], monies: Mapping[str, Money], lang: Language
) -> Line:
    cells = [
        (money.signed if item in SIGNED else money.plain)(told[currency])
        for currency, money in monies.items()
    ]
    return Line(
        id=item,
        cells=(text(f"detail.board.row.{item}", lang), *cells),
        amounts=tuple(told[currency] for currency in monies),
        strong=item in STRONG,
    )


def _notes(
    board: Mapping[str, Any],
    amounts: Mapping[str, Mapping[str, float]],
    rows: Rows,
    monies: Mapping[str, Money],
    own: str,
) -> Iterator[str]:
    money = monies[own]
    lang = money.lang
    if board["ebit_after"] is None:
        yield text("detail.board.note.no_price", lang)
    else:
        yield text("detail.board.note.capital", lang)
    yield text("detail.board.note.duty", lang, all=money.full(amounts["duty_after"][own]),
               ours=money.full(amounts["duty_ours_after"][own]))  # fmt: skip
    rates = {row["currency"]: row for row in rows if row["currency"] in monies}
    told = [_rate(rates[c], own, lang) for c in monies if c != own]
    if told:
        yield text("detail.board.note.rates", lang, rates=text("detail.joint", lang).join(told))


def _rate(row: Mapping[str, Any], own: str, lang: Language) -> str:
    words = {"currency": row["currency"], "own": own, "rate": f"{row['rate']:.10g}"}
    if not row["day"]:
        return text("detail.board.note.rate.no_day", lang, **words)
    return text("detail.board.note.rate", lang, day=day(row["day"], lang), **words)


def _amounts(rows: Rows, scenario: str) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in rows:
        if not scenario or row["scenario"] == scenario:
            found.setdefault(row["item"], {})[row["currency"]] = row["amount"]
    return found


def _lacking(record: Record, scenario: str) -> list[str]:
    if not scenario:
        return list_in(record, "lacking")
    return [words for told in part(record, "lacking").values() for words in told]
