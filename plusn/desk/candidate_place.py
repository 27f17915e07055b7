"""Which province of the Atlas a reader means, and what it is called: light enough for its page."""

from __future__ import annotations

from data.codes import Level, RegionKey, in_study, province_of
from plusn.regions import load_regions


def province_meant(view: str, selected: str | None) -> str:
    """Give the province of the study that the reader looks at; blank for none.

    Parameters
    ----------
    view, selected
        What the Atlas shows, and what is chosen in it; a city stands for its province.

    Examples
    --------
    >>> province_meant("100000", "430000"), province_meant("430000", None)
    ('430000', '430000')
    >>> province_meant("440000", "440300"), province_meant("100000", None)
    ('440000', '')
    """
    code = selected or view
    if not code.isdigit():
        return ""
    province = province_of(code)
    there = RegionKey(Level.PROVINCE, province) in load_regions()
    return province if there and in_study(province) else ""


def province_name(code: str, lang: str) -> str:
    """Name a province in a language.

    Raises
    ------
    UnknownRegion
        There is no such province.

    Examples
    --------
    >>> province_name("430000", "zh-Hant")
    '湖南省'
    """
    return load_regions().get(Level.PROVINCE, code).name(lang)
