"""A firm's case: typed tables, checked together; no country or product is in code."""

from network.case.case import Case
from network.case.tables import TABLES

__all__ = ["TABLES", "Case"]
