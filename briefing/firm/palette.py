"""Colours of scenario figures: ink and greys for costs, red for a limit missed, nothing else.

Territories keep the colours of flow figures. Contrasts are tested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.palette import Theme

# Five steps of distance from the best, the best first; text on each is ink.
DISTANCE: dict[Theme, tuple[str, ...]] = {
    "light": ("#ffffff", "#f4f6f7", "#e3e8eb", "#c9d1d6", "#a9b4bb"),
    "dark": ("#14181c", "#1f262c", "#2b343b", "#3a454e", "#4b5862"),
    "mono": ("#ffffff", "#f4f4f4", "#e4e4e4", "#cdcdcd", "#b0b0b0"),
}
# Names: a bar of cost, the same quieter, a limit missed, words on a bar and on the alert.
TOKENS: dict[Theme, dict[str, str]] = {
    "light": {"bar": "#9aa6af", "wash": "#f5f7f8", "alert": "#b4232a", "on_alert": "#ffffff"},
    "dark": {"bar": "#6f7b85", "wash": "#1b2126", "alert": "#ff8f8a", "on_alert": "#14181c"},
    "mono": {"bar": "#a0a0a0", "wash": "#f4f4f4", "alert": "#000000", "on_alert": "#ffffff"},
}


def tokens(theme: Theme) -> dict[str, str]:
    """Give every named colour of a theme: the shared ones and those of scenario figures.

    Examples
    --------
    >>> tokens("light")["alert"], tokens("light")["background"]
    ('#b4232a', '#ffffff')
    """
    from briefing.palette import TOKENS as SHARED  # noqa: PLC0415 - two tables of the same name

    steps = {f"distance_{step}": colour for step, colour in enumerate(DISTANCE[theme])}
    return {**SHARED[theme], **TOKENS[theme], **steps}
