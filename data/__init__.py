"""Figures and their standing, sources, region codes, errors; the only room that touches bytes."""

from data.codes import COUNTRY_CODE, Level, RegionKey, in_study, province_of
from data.figure import Figure, Standing, total
from data.source import Source

__all__ = [
    "COUNTRY_CODE",
    "Figure",
    "Level",
    "RegionKey",
    "Source",
    "Standing",
    "in_study",
    "province_of",
    "total",
]
