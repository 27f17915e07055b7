"""Years as titles, headings and cells write them."""

from __future__ import annotations

import re

from data.sheets.cells import folded

NAMED = re.compile(r"(?<![0-9.,])((?:19|20)[0-9]{2})(?: ?年|(?![0-9.,]))")
RANGE = re.compile(r"(?:19|20)[0-9]{2} ?年?(?:度|末|底)? ?[-–—~至到/] ?(?:19|20)?[0-9]{2}(?![0-9])")
WHOLE = re.compile(
    r"^(?:fy ?|截至)?((?:19[4-9]|20[0-9])[0-9])(?: ?年(?:度|末|底)?)?$", re.IGNORECASE
)


def year_in(text: str) -> str:
    """Find the one year that a text names, blank where it names none or several.

    Examples
    --------
    >>> year_in("表1 2023年各地区企业数"), year_in("2020—2023年"), year_in("企业数 12345")
    ('2023', '', '')
    """
    plain = folded(text)
    found = set(NAMED.findall(plain))
    return found.pop() if len(found) == 1 and not RANGE.search(plain) else ""


def whole_year(text: str) -> str:
    """Read a text that is a year and nothing else, blank where it is not.

    Examples
    --------
    >>> whole_year("2023年"), whole_year("2023"), whole_year("20235")
    ('2023', '2023', '')
    """
    found = WHOLE.match(text) or WHOLE.match(folded(text))
    return found[1] if found else ""


def is_year_heading(text: str) -> bool:
    """Tell whether a text is a year and can be no number: 2023年.

    Examples
    --------
    >>> is_year_heading("2023年"), is_year_heading("2023")
    (True, False)
    """
    return bool(whole_year(text)) and not text.isdecimal()
