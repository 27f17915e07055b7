"""What a document speaks: one language, or two together."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from briefing.spec import LANGUAGES
from data.errors import UnknownChoice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.spec import Language, Tongue

JOINT = "+"


def spoken(tongue: str) -> tuple[Language, ...]:
    """Give the languages of a tongue such as ``en`` or ``en+zh-Hant``, in its order.

    Raises
    ------
    UnknownChoice
        It names a language we do not have, the same one twice, or more than two.

    Examples
    --------
    >>> spoken("en+zh-Hant"), spoken("zh-Hans")
    (('en', 'zh-Hant'), ('zh-Hans',))
    """
    asked = tongue.split(JOINT)
    found = tuple(language for word in asked for language in LANGUAGES if language == word)
    if len(found) != len(asked) or len(set(found)) != len(found) or len(found) > 2:  # noqa: PLR2004
        raise UnknownChoice.of("language", tongue, tongues())
    return found


def tongue_of(asked: str) -> Tongue:
    """Give a tongue that is asked for by its name.

    Raises
    ------
    UnknownChoice
        It is none of ours.

    Examples
    --------
    >>> tongue_of("zh-Hant+en")
    'zh-Hant+en'
    """
    return cast("Tongue", JOINT.join(spoken(asked)))


def tongues() -> tuple[Tongue, ...]:
    """Name every tongue: the languages, then each ordered pair of them."""
    pairs = (f"{a}{JOINT}{b}" for a in LANGUAGES for b in LANGUAGES if a != b)
    return (*LANGUAGES, *cast("Iterator[Tongue]", pairs))
