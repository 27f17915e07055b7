"""What an author may write on a figure: words that every reader sees, from left to right.

One rule for titles, subtitles and notes, of a brief as of a map: a character that nobody sees
(control, zero width, direction marks) and writing from right to left are refused with a sentence.
Names in data are never refused: back-ends leave out what nobody sees (`briefing.safe_text.seen`).
"""

from __future__ import annotations

import unicodedata

from data.errors import BadValue
from data.phrase import said

BREAKS = "\n\t"
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def refusal(text: str, name: str, *, broken: bool = False) -> BadValue | None:
    r"""Give what is wrong with an author's text; `None` where nothing is.

    Parameters
    ----------
    name
        What the text is: "title", "notes".
    broken
        It may have line breaks.

    Examples
    --------
    >>> refusal("a\u200bb", "title").headline
    'title has a character that nobody sees (U+200B)'
    >>> refusal("Hong Kong 香港", "title") is None
    True
    """
    character = _odd(text, broken=broken)
    if not character:
        return None
    code = f"U+{ord(character):04X}"
    if unicodedata.bidirectional(character) in RIGHT_TO_LEFT:
        return BadValue(
            said("{name} has writing from right to left ({code})", name=name, code=code),
            remedy=said("Write it in English or Chinese: no output here sets such text."),
        )
    return BadValue(
        said("{name} has a character that nobody sees ({code})", name=name, code=code),
        remedy=said("Type the words anew, or paste them as plain text."),
    )


def _odd(text: str, *, broken: bool) -> str:
    for character in text:
        if broken and character in BREAKS:
            continue
        unseen = unicodedata.category(character) in UNSEEN
        if unseen or unicodedata.bidirectional(character) in RIGHT_TO_LEFT:
            return character
    return ""
