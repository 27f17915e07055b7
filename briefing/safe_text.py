"""Text that others wrote, made harmless for the place it goes to.

HTML that a library builds from our strings needs `encode`, cells of a CSV file that a spreadsheet
program will open need `csv_cell`; what is drawn or set as text needs `seen`. All keep what the
reader sees. Records keep what was written, but for halves of characters (`whole`).
"""

from __future__ import annotations

import unicodedata

# Everything that is neither letter nor digit of any script nor one of these becomes an entity.
PLAIN = frozenset(" ,._:;()-")
# Control, format (bidirectional overrides, zero width, tags) and surrogate characters: unseen.
UNSEEN = frozenset({"Cc", "Cf", "Cs"})
BREAKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")
# What a spreadsheet takes for the start of a formula, and the full-width twins of it.
FORMULA = tuple("=+-@＝＋－＠")
QUOTE = "'"


def encode(text: str) -> str:
    r"""Write text so that no HTML, script or template reader finds syntax in it.

    Letters, digits, spaces and ``,._:;()-`` stay; all else becomes a decimal character reference.
    Line breaks become spaces; other control, bidirectional and zero-width characters go.

    Examples
    --------
    >>> encode("東莞 {{7*191}}")
    '東莞 &#123;&#123;7&#42;191&#125;&#125;'
    >>> encode("a\u202eb\u200bc")
    'abc'
    """
    return "".join(_character(character) for character in text)


def _character(character: str) -> str:
    if character.isalnum() or character in PLAIN:
        return character
    if character in BREAKS:
        return " "
    if unicodedata.category(character) in UNSEEN:
        return ""
    return f"&#{ord(character)};"


def csv_cell(text: str) -> str:
    """Write a text cell so that no spreadsheet program takes it for a formula.

    A cell that would start a formula gets a leading ``'``; a literal leading ``'`` is doubled, so
    that `csv_text` can undo both. Numbers never pass here.

    Examples
    --------
    >>> csv_cell("=HYPERLINK()"), csv_cell("＠x"), csv_cell("'t Zand"), csv_cell("Hunan")
    ("'=HYPERLINK()", "'＠x", "''t Zand", 'Hunan')
    """
    return QUOTE + text if text.startswith(QUOTE) or _starts_formula(text) else text


def csv_text(cell: str) -> str:
    """Read back what `csv_cell` wrote.

    Examples
    --------
    >>> csv_text("'=HYPERLINK()"), csv_text("''t Zand"), csv_text("'t Zand")
    ('=HYPERLINK()', "'t Zand", "'t Zand")
    """
    rest = cell.removeprefix(QUOTE)
    ours = rest != cell and (rest.startswith(QUOTE) or _starts_formula(rest))
    return rest if ours else cell


def _starts_formula(text: str) -> bool:
    """Tell whether a formula sign comes first, or behind what a program may skip."""
    if text[:1] in BREAKS and text:
        return True
    seen = (c for c in text if not c.isspace() and unicodedata.category(c) not in UNSEEN)
    return next(seen, "") in FORMULA


def whole(text: str) -> str:
    """Put ``?`` for every half of a character pair, which no file can hold.

    Examples
    --------
    >>> whole("a" + chr(0xD800))
    'a?'
    """
    return text.encode("utf-8", "replace").decode()


def seen(text: str) -> str:
    r"""Give what a reader sees of words that others wrote, on one line.

    Control, zero-width and direction characters go; a line break becomes a space.

    Examples
    --------
    >>> seen("a\u202eb\u200bc\nd"), seen("{{a*b}}")
    ('abc d', '{{a*b}}')
    """
    spaced = (" " if character in BREAKS else character for character in whole(text))
    return "".join(c for c in spaced if unicodedata.category(c) not in UNSEEN)
