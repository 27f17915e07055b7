"""Colours: one meaning per hue in every figure.

Plum is enterprises that are counted; neutral greys are what is not published; blue is interface
only; dots are outside the study. Contrasts and colour-blind distances are tested.
"""

from __future__ import annotations

from typing import Literal

from briefing.spec import Colour

Theme = Literal["light", "dark", "mono"]

# Names: background, text, muted text, rule, soft panel, sea, foreign land and its line, land
# without a value, province line, coast, ground and dots of "not covered", the rest's grey,
# interface accent and its ground, leader line, edge of a valued region.
TOKENS: dict[Theme, dict[str, str]] = {
    "light": {
        "background": "#ffffff",
        "ink": "#1b1f24",
        "muted": "#565d66",
        "rule": "#d9dcdf",
        "soft": "#f3f4f5",
        "sea": "#f1f5f7",
        "foreign": "#fbfbfa",
        "foreign_line": "#d5d7d8",
        "land": "#e6e5e2",
        "province_line": "#747779",
        "coast": "#5f6568",
        "dot_ground": "#faf9f7",
        "dot": "#7d8184",
        "rest": "#8f918f",
        "accent": "#0b5a8a",
        "accent_ground": "#e8f1f7",
        "leader": "#4a5157",
        "edge": "#ffffff",
    },
    "dark": {
        "background": "#14181c",
        "ink": "#f1f3f4",
        "muted": "#a9b1b8",
        "rule": "#343b42",
        "soft": "#1e242a",
        "sea": "#171d23",
        "foreign": "#1b2126",
        "foreign_line": "#30383f",
        "land": "#343a40",
        "province_line": "#7f8890",
        "coast": "#98a1a8",
        "dot_ground": "#20262b",
        "dot": "#8b949b",
        "rest": "#858d94",
        "accent": "#7cc0ee",
        "accent_ground": "#1d3342",
        "leader": "#b3bbc1",
        "edge": "#171d23",
    },
    "mono": {
        "background": "#ffffff",
        "ink": "#000000",
        "muted": "#3c3c3c",
        "rule": "#bbbbbb",
        "soft": "#f2f2f2",
        "sea": "#f4f4f4",
        "foreign": "#ffffff",
        "foreign_line": "#bdbdbd",
        "land": "#ffffff",
        "province_line": "#777777",
        "coast": "#3a3a3a",
        "dot_ground": "#ffffff",
        "dot": "#555555",
        "rest": "#8f8f8f",
        "accent": "#000000",
        "accent_ground": "#eeeeee",
        "leader": "#222222",
        "edge": "#ffffff",
    },
}

# Seven stops of the plum ramp, linear in lightness (L*); in the dark, light means more.
RAMP_LIGHT = ("#febbbe", "#ee9ba3", "#dd7a8a", "#cb5974", "#b3395f", "#93224d", "#73073b")
RAMP_DARK = ("#953865", "#b04d72", "#cb647f", "#e67b8d", "#fa969d", "#ffb9b5", "#ffdad5")
RAMP = tuple(Colour(light=a, dark=b) for a, b in zip(RAMP_LIGHT, RAMP_DARK, strict=True))


def token(name: str) -> Colour:
    """Give a named colour on light and on dark ground.

    Examples
    --------
    >>> token("land").light
    '#e6e5e2'
    """
    return Colour(light=TOKENS["light"][name], dark=TOKENS["dark"][name])


def ramp_colour(t: float) -> Colour:
    """Give the ramp's colour at `t` in [0, 1], between its stops.

    Raises
    ------
    ValueError
        `t` is outside [0, 1]: a caller's mistake.

    Examples
    --------
    >>> ramp_colour(0).light, ramp_colour(1).light
    ('#febbbe', '#73073b')
    """
    if not 0 <= t <= 1:
        raise ValueError(f"a ramp runs from 0 to 1, not {t}")
    place = t * (len(RAMP) - 1)
    left = min(int(place), len(RAMP) - 2)
    return mixed(RAMP[left], RAMP[left + 1], place - left)


def mixed(first: Colour, second: Colour, t: float) -> Colour:
    """Give the colour at `t` in [0, 1] between two.

    Examples
    --------
    >>> mixed(RAMP[0], RAMP[1], 0.5).light
    '#f6abb0'
    """
    return Colour(light=_mix(first.light, second.light, t), dark=_mix(first.dark, second.dark, t))


def class_colours(k: int) -> tuple[Colour, ...]:
    """Give `k` colours spread evenly over the ramp.

    Examples
    --------
    >>> [colour.light for colour in class_colours(2)]
    ['#febbbe', '#73073b']
    """
    if k == 1:
        return (ramp_colour(0.6),)
    return tuple(ramp_colour(i / (k - 1)) for i in range(k))


def luminance(colour: str) -> float:
    """Give the relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2, "relative luminance").

    Examples
    --------
    >>> luminance("#000000"), luminance("#ffffff")
    (0.0, 1.0)
    """
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for c in (channel / 255 for channel in _channels(colour))
    ]
    return round(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2], 6)


def _mix(a: str, b: str, t: float) -> str:
    pairs = zip(_channels(a), _channels(b), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * t):02x}" for x, y in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
