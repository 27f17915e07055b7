"""Board money as a record and as rows: what is gained a year, what is paid once, in currencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.explain.board import in_currencies

if TYPE_CHECKING:
    from network.case import Case
    from network.explain.board import BoardMoney
    from plusn.scenarios.tables import Cell, Rows


def board_record(case: Case, money: BoardMoney) -> dict[str, object]:
    """Give what changing to a plan means, case currency, and its present value in all of them."""
    return {
        "yearly_gain": money.yearly_gain,
        "paid_once": money.once,
        "payback_years": money.payback_years,
        "npv": money.npv,
        "horizon_years": money.horizon_years,
        "discount_rate": money.discount_rate,
        "ebit_before": money.base.ebit,
        "ebit_after": money.plan.ebit,
        "duty_ours_before": money.base.duty_ours,
        "duty_ours_after": money.plan.duty_ours,
        "npv_in": [
            {"currency": told.currency, "amount": told.amount, "rate": told.rate, "day": told.day}
            for told in in_currencies(case, money.npv)
        ],
    }


def board_table(case: Case, money: BoardMoney, **of: Cell) -> Rows:
    """Tell every amount of the board in every currency of the case, with the rate and its day.

    Parameters
    ----------
    of
        Columns that say whose money it is, repeated in every row.
    """
    amounts = {
        "yearly_gain": money.yearly_gain,
        "paid_once": money.once,
        "npv": money.npv,
        "ebit_before": money.base.ebit,
        "ebit_after": money.plan.ebit,
        "duty_before": money.base.duty,
        "duty_after": money.plan.duty,
        "duty_ours_before": money.base.duty_ours,
        "duty_ours_after": money.plan.duty_ours,
    }
    return [
        {
            **of,
            "item": item,
            "currency": told.currency,
            "amount": told.amount,
            "rate": told.rate,
            "day": told.day,
        }
        for item, amount in amounts.items()
        if amount is not None
        for told in in_currencies(case, amount)
    ]


def paid_table(money: BoardMoney, **of: Cell) -> Rows:
    """List what is paid once, by site and kind."""
    return [
        {**of, "facility": paid.facility, "on": paid.on, "kind": paid.kind, "amount": paid.amount}
        for paid in money.paid_once
    ]
