"""Where the words and lines of a flow picture run, worked out apart from the back-end."""

from itertools import pairwise

import shapely

from briefing.typesetting import width_of

GOODS = 1.3  # half of a goods line, px
STEPS = [i / 24 for i in range(25)]


def boxes(words):
    """One rectangle for each line of a label, from cap height to descender."""
    made = []
    for index, line in enumerate(words.lines):
        size = words.size - (index > 0 and words.bold)
        room = width_of(line, size, bold=words.bold and index == 0)
        left = words.x - {"start": 0, "middle": room / 2, "end": room}[words.anchor]
        base = words.y + index * words.leading
        made.append(shapely.box(left, base - 0.74 * size, left + room, base + 0.2 * size))
    return made


def run(stroke):
    """The line as drawn: a Bézier curve, or straight lines with quadratic corners."""
    points = list(stroke.points)
    if stroke.curved and len(points) in {3, 4}:
        return shapely.LineString([bezier(points, t) for t in STEPS])
    path = [points[0]]
    for a, b, c in zip(points, points[1:], points[2:], strict=False):
        cut = min(stroke.radius, length(a, b) / 2, length(b, c) / 2)
        corner = [toward(b, a, cut), b, toward(b, c, cut)]
        path += [bezier(corner, t) for t in STEPS]
    return shapely.LineString([*path, points[-1]])


def bezier(points, t):
    if len(points) == 1:
        return points[0]
    nearer = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(points)]
    return bezier(nearer, t)


def length(a, b):
    return shapely.Point(a).distance(shapely.Point(b))


def toward(a, b, distance):
    far = length(a, b) or 1
    return (a[0] + (b[0] - a[0]) * distance / far, a[1] + (b[1] - a[1]) * distance / far)


def symbol(spot):
    if spot.width:
        return shapely.box(
            spot.x - spot.width / 2,
            spot.y - spot.height / 2,
            spot.x + spot.width / 2,
            spot.y + spot.height / 2,
        )
    return shapely.Point(spot.x, spot.y).buffer({"hq": 8.5}.get(spot.shape, 6.2))
