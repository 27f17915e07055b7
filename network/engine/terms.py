"""The terms of the objective, by name and in the order in which they are told."""

from __future__ import annotations

TERMS = (
    "purchase",  # what suppliers are paid
    "labour",  # paid hours at the wage
    "overtime",  # the premium alone; the hours are in labour
    "overhead",
    "freight",
    "pipeline",  # capital tied up in goods on the way
    "duty",
    "carbon",
    "stock_holding",
    "stock_drawn",  # replacement of what is taken from stock
    "lost_sales",
    "fixed",
    "modules",
    "opening",
    "closing",
    "expansion",
    "complexity",
)
