"""The symbols of flow figures: one shape for each role, so that colour is never the only sign."""

from __future__ import annotations


def symbol(
    shape: str,
    x: float,
    y: float,
    size: tuple[float, float],
    point: str = "",
    *,
    fill: str,
    ink: str,
    ground: str,
) -> str:
    """Draw a symbol at its centre: ring, square, double square, diamond or badge.

    Examples
    --------
    >>> symbol("junction", 1, 2, (0, 0), fill="#000000", ink="#000000", ground="#ffffff")
    '<circle cx="1" cy="2" r="4" fill="#000000"/>'
    """
    if shape == "hq":
        return (
            f'<circle cx="{x:g}" cy="{y:g}" r="8.5" fill="{ink}" stroke="{ground}" '
            'stroke-width="2"/>'
            f'<circle cx="{x:g}" cy="{y:g}" r="3" fill="{ground}"/>'
        )
    if shape in {"plant", "plants", "supplier"}:
        behind = _square(x + 3.5, y - 3.5, fill, ink) if shape == "plants" else ""
        return behind + _square(x, y, ground if shape == "supplier" else fill, ink)
    if shape in {"port", "depot"}:
        inner = ground if shape == "port" else fill
        return (
            f'<path d="M{x:g},{y - 7:g}l7,7l-7,7l-7,-7z" fill="{inner}" '
            f'stroke="{ink}" stroke-width="1.5"/>'
        )
    if shape == "market":
        return _badge((x, y), size, point, ink=ink, ground=ground)
    return f'<circle cx="{x:g}" cy="{y:g}" r="4" fill="{fill}"/>'


def _square(x: float, y: float, fill: str, ink: str) -> str:
    return (
        f'<rect x="{x - 5.5:g}" y="{y - 5.5:g}" width="11" height="11" fill="{fill}" '
        f'stroke="{ink}" stroke-width="1.5"/>'
    )


def _badge(
    at: tuple[float, float], size: tuple[float, float], point: str, *, ink: str, ground: str
) -> str:
    x, y = at
    width, height = size
    left, right = round(x - width / 2, 1), round(x + width / 2, 1)
    top, bottom = round(y - height / 2, 1), round(y + height / 2, 1)
    tip = 11
    if point == "right":
        inner = right - tip
        d = f"M{left:g},{top:g}H{inner:g}L{right:g},{y:g}L{inner:g},{bottom:g}H{left:g}z"
    elif point == "left":
        inner = left + tip
        d = f"M{right:g},{top:g}H{inner:g}L{left:g},{y:g}L{inner:g},{bottom:g}H{right:g}z"
    else:
        d = f"M{left:g},{top:g}H{right:g}V{bottom:g}H{left:g}z"
    return (
        f'<path d="{d}" fill="{ground}" stroke="{ink}" stroke-width="1.4" stroke-linejoin="round"/>'
    )
