"""What the interactive atlas is told: geometry once, then views of it.

`geometry_payload` depends on the land only, so a page sends it once. `views_payload` is one
language of an `Atlas`. `packed` writes repeated parts once; `embedded` is JSON that is safe
inside a ``<script>`` element.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import shapely

from briefing.catalogue import HTML_LANG, entries
from briefing.topology import DIGITS, coded, line_text, topology

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel

    from briefing.land import Land
    from briefing.spec import Atlas, Label, Layout, MapSpec, Mark, Tongue

UNIT_KM = 0.25
OWN_NAME = "\ue000"  # in a sentence, the region's own name: the rest is shared with its like
_MARGIN_KM = 700
_FOREIGN_TOLERANCE_KM = 4
_LEAST_SHARED = 24  # characters: a shorter part costs less than a reference to it

# Characters that could end the script element or, in old readers, the line.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def geometry_payload(land: Land, *, levels: Iterable[str]) -> dict[str, Any]:
    """Give the geometry of some levels as shared lines on a grid of 0.25 km.

    Parameters
    ----------
    land
        Geometry in km on the equal-area plane.
    levels
        Levels whose regions can be drawn.

    Returns
    -------
    payload
        ``unit`` (km), ``digits`` of the code, ``lines``, ``rings`` by level and code (count, then
        indices, ring after ring), ``foreign`` (grid of 1 km) and ``dash`` as lines,
        ``attribution``, and ``digest`` of all of it.

    Raises
    ------
    ValueError
        The land has no region of any of the levels: a caller's mistake.
    """
    wanted = set(levels)
    shapes = {key: shape for key, shape in land.shapes.items() if key[0] in wanted}
    if not shapes:
        raise ValueError(f"the land has no region of {', '.join(sorted(wanted))}")
    found = topology(shapes, unit_km=UNIT_KM)
    rings: dict[str, dict[str, str]] = {}
    for (level, code), lines in found.rings.items():
        rings.setdefault(level, {})[code] = coded(n for ring in lines for n in (len(ring), *ring))
    payload: dict[str, Any] = {
        "unit": UNIT_KM,
        "digits": DIGITS,
        "lines": found.lines,
        "rings": rings,
        "foreign": _foreign(land, shapely.total_bounds(list(shapes.values()))),
        "dash": line_text(land.dash, unit_km=UNIT_KM),
        "attribution": land.attribution,
    }
    return payload | {"digest": digest(payload)}


def views_payload(atlas: Atlas, language: Tongue) -> dict[str, Any]:
    """Give every view of an atlas in one language, with the words of the reader's controls.

    Fields at their defaults are left out; what does not depend on the language stands in parts
    of its own, so that `packed` can share it between languages.

    Raises
    ------
    KeyError
        The atlas has no such language: a caller's mistake.
    """
    views = atlas.views[language]
    return {
        "lang": HTML_LANG[language],
        "start": atlas.start,
        "words": {
            key.removeprefix("reader."): words
            for key, words in sorted(entries(language).items())
            if key.startswith("reader.") and not key.startswith("reader.paste.")
        },
        "views": {code: _view(views[code]) for code in sorted(views)},
    }


def packed(value: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON value
    """Write each part that occurs twice once, and ``{"$": index}`` in its places.

    Examples
    --------
    >>> twice = {"text": "the same sentence, long enough"}
    >>> packed([twice, twice, 1])
    {'root': [{'$': 0}, {'$': 0}, 1], 'parts': [{'text': 'the same sentence, long enough'}]}
    """
    seen: dict[str, int] = {}
    _count(value, seen)
    parts: list[Any] = []
    return {"root": _shared(value, seen, {}, parts), "parts": parts}


def embedded(value: Any) -> str:  # noqa: ANN401 - any JSON value
    r"""Write strict JSON that cannot end the script element around it.

    Raises
    ------
    ValueError
        A number is not finite.

    Examples
    --------
    >>> embedded({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    return _json(value).translate(_ESCAPES)


def digest(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Give the first 16 hexadecimal digits of the SHA-256 of a value's JSON."""
    return hashlib.sha256(_json(value).encode()).hexdigest()[:16]


def _json(value: Any) -> str:  # noqa: ANN401 - any JSON value
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _foreign(land: Land, bounds: Iterable[float]) -> list[str]:
    left, low, right, top = bounds
    around = shapely.box(left - _MARGIN_KM, low - _MARGIN_KM, right + _MARGIN_KM, top + _MARGIN_KM)
    shapes = shapely.simplify(
        shapely.intersection(list(land.foreign), around), _FOREIGN_TOLERANCE_KM
    )
    return [line for shape in shapes for line in line_text(shape, unit_km=1)]


def _view(spec: MapSpec) -> dict[str, Any]:
    return {
        "title": spec.title,
        "subtitle": spec.subtitle,
        "alt": spec.alt,
        "style": spec.style,
        "level": spec.level,
        "figures": [[figure.number, figure.words] for figure in spec.key_figures],
        "legend": _plain(spec.legend),
        "marks": [_mark(mark) for mark in spec.regions],
        "tables": [_plain(table) for table in spec.tables],
        "asides": [_plain(aside) for aside in spec.asides],
        "layouts": {"wide": _layout(spec.wide, spec), "phone": _layout(spec.phone, spec)},
        "locator": spec.locator and _plain(spec.locator),
        "credits": list(spec.credits),
        "notes": list(spec.notes),
    }


def _mark(mark: Mark) -> list[Any]:
    """Give how it is drawn, its name, and what is said: the last is the same for many marks."""
    drawn = mark.model_dump(
        mode="json",
        include={"level", "code", "standing", "fill", "may_be_higher", "in_group"},
        exclude_defaults=True,
    )
    because = mark.because.replace(mark.label, OWN_NAME) if mark.label else mark.because
    said = [mark.text, mark.known, because, list(mark.sources)]
    return [drawn, mark.label, said]


def _layout(layout: Layout, spec: MapSpec) -> dict[str, Any]:
    plain = _plain(layout)
    names = {(mark.level, mark.code): mark.label for mark in spec.regions}
    plain["labels"] = [_label(label, names) for label in layout.labels]
    if layout.inset is not None:
        plain["inset"]["labels"] = [_label(label, {}) for label in layout.inset.labels]
    return plain


def _label(label: Label, names: Mapping[tuple[str, str], str]) -> list[Any]:
    """Give the place, then the words; 0 stands for the name of the region itself.

    Places are often the same in every language. Fields that a label rarely has come last.
    """
    at = [label.kind, label.code, label.x, label.y, label.size, label.anchor, label.number_size]
    if label.leader or label.dot:
        at += [label.leader, label.dot]
    own = names.get((label.level, label.code)) == label.name
    words = [0 if own else label.name, label.number, label.extra]
    while words[-1] == "" and len(words) > 1:
        words.pop()
    return [json.loads(_json(at)), *words]


def _plain(part: BaseModel) -> dict[str, Any]:
    return part.model_dump(mode="json", exclude_defaults=True)


def _count(value: Any, seen: dict[str, int]) -> None:  # noqa: ANN401 - any JSON value
    key = _json(value)
    if len(key) < _LEAST_SHARED:
        return
    seen[key] = seen.get(key, 0) + 1
    if seen[key] == 1:
        for child in _children(value):
            _count(child, seen)


def _children(value: Any) -> Iterable[Any]:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _shared(value: Any, seen: dict[str, int], at: dict[str, int], parts: list[Any]) -> Any:  # noqa: ANN401
    key = _json(value)
    if key in at:
        return {"$": at[key]}
    if isinstance(value, dict):
        value = {name: _shared(child, seen, at, parts) for name, child in value.items()}
    elif isinstance(value, list):
        value = [_shared(child, seen, at, parts) for child in value]
    if seen.get(key, 0) > 1:
        at[key] = len(parts)
        parts.append(value)
        return {"$": at[key]}
    return value
