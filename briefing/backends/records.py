"""The map as records: JSON for programs, CSV for tables, and the spec itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from briefing.safe_text import csv_cell, whole
from briefing.spec import LANGUAGES, MapSpec
from data.errors import RenderProblem, UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.panels_spec import MultiplesSpec
    from briefing.spec import Colour, Mark

Cell = str | float | int | None

# Columns of the CSV file and of the GeoPackage, in order; numbers are never text.
NUMBERS = ("value", "low", "high", "low_certain", "high_certain")
COLUMNS = (
    "level",
    "code",
    "parent",
    "name_en",
    "name_zh_hant",
    "name_zh_hans",
    "label",
    "measure",
    "unit",
    *NUMBERS,
    "standing",
    "class",
    "colour",
    "in_group",
    "may_be_higher",
    "text",
    "known",
    "because",
    "sources",
    "as_of",
    "digest",
)


def to_json(spec: MapSpec) -> str:
    """Write the numbers of a map as JSON.

    Parameters
    ----------
    spec
        The map. `value` stays null unless published, derived or estimated; `colour` is that of
        the light theme, null where a region has no value.

    Returns
    -------
    str
        Strict JSON, UTF-8 characters as they are, one line feed at the end.

    Raises
    ------
    RenderProblem
        A number is not finite.
    """
    record = {
        "measure": spec.measure,
        "measure_label": spec.measure_label,
        "unit": spec.unit,
        "level": spec.level,
        "as_of": spec.as_of,
        "title": spec.title,
        "subtitle": spec.subtitle,
        "lang": spec.lang,
        "within": spec.within,
        "group": spec.group,
        "style": spec.style,
        **_legend(spec),
        "credits": list(spec.credits),
        "notes": list(spec.notes),
        "caption": spec.caption,
        "alt": spec.alt,
        "digest": spec.digest,
        "regions": [_region(mark) for mark in in_order(spec)],
    }
    return _strict(record)


def spec_json(spec: MapSpec) -> str:
    """Write the whole spec as JSON, from which `read_spec` makes the same spec again.

    Raises
    ------
    RenderProblem
        A number is not finite.
    """
    return _strict(spec.model_dump(mode="json", by_alias=True))


def read_spec(text: str) -> MapSpec:
    """Make a spec from what `spec_json` wrote.

    Raises
    ------
    UnreadableFile
        The text is not a map spec.
    """
    try:
        return MapSpec.model_validate_json(text)
    except ValidationError as problem:
        first = problem.errors()[0]
        raise UnreadableFile(
            "this is not a map specification",
            where=f"{'.'.join(str(step) for step in first['loc'])}: {first['msg']}",
            remedy="Give a file that PlusN wrote.",
        ) from problem


def panels_spec_json(spec: MultiplesSpec) -> str:
    """Write the whole description of several maps as JSON, as `spec_json` writes one.

    Raises
    ------
    RenderProblem
        A number is not finite.
    """
    return _strict(spec.model_dump(mode="json", by_alias=True))


def to_csv(spec: MapSpec) -> bytes:
    """Write exactly what is drawn as a CSV table.

    One row per region, sorted by level and code; columns `COLUMNS`, then ``protected``. UTF-8 with
    a byte order mark, by which spreadsheet programs tell it from a local encoding. Text is always
    quoted; a text cell that a spreadsheet would take for a formula gets a leading ``'`` and its
    column is named in ``protected``. Numbers are written so that reading gives the same bits.

    Raises
    ------
    RenderProblem
        A number is not finite.
    """
    lines = [",".join([*COLUMNS, "protected"])]
    lines += [_line(row(spec, mark)) for mark in in_order(spec)]
    return whole("\n".join(lines) + "\n").encode("utf-8-sig")


def panels_csv(spec: MultiplesSpec) -> bytes:
    """Write several maps as one CSV table, as `to_csv`, with the map's name in column ``panel``.

    Raises
    ------
    RenderProblem
        A number is not finite.
    """
    lines = [",".join(["panel", *COLUMNS, "protected"])]
    lines += [_line(cells) for cells in panel_rows(spec)]
    return whole("\n".join(lines) + "\n").encode("utf-8-sig")


def panel_rows(spec: MultiplesSpec) -> Iterator[dict[str, Cell]]:
    """Give the rows of several maps, one map after the other."""
    for panel in spec.panels:
        for mark in in_order(panel.spec):
            yield {"panel": panel.name, **row(panel.spec, mark)}


def panels_json(spec: MultiplesSpec) -> str:
    """Write the numbers of several maps as JSON: what they share once, then each map.

    Raises
    ------
    RenderProblem
        A number is not finite.
    """
    first = spec.panels[0].spec
    record = {
        "form": spec.form,
        "measure": first.measure,
        "measure_label": first.measure_label,
        "unit": first.unit,
        "level": first.level,
        "as_of": spec.as_of,
        "title": spec.title,
        "subtitle": spec.subtitle,
        "lang": spec.lang,
        **_legend(first.model_copy(update={"legend": spec.legend, "regions": _all_marks(spec)})),
        "credits": list(spec.credits),
        "notes": list(spec.notes),
        "caption": spec.caption,
        "alt": spec.alt,
        "digest": spec.digest,
        "panels": [
            {
                "name": panel.name,
                "as_of": panel.spec.as_of,
                "note": panel.note,
                "regions": [_region(mark) for mark in in_order(panel.spec)],
            }
            for panel in spec.panels
        ],
    }
    return _strict(record)


def _all_marks(spec: MultiplesSpec) -> tuple[Mark, ...]:
    return tuple(mark for panel in spec.panels for mark in panel.spec.regions)


def in_order(spec: MapSpec) -> list[Mark]:
    """List the regions sorted by (level, code)."""
    return sorted(spec.regions, key=lambda mark: (mark.level, mark.code))


def row(spec: MapSpec, mark: Mark) -> dict[str, Cell]:
    """Give one region as the cells of `COLUMNS`.

    Raises
    ------
    RenderProblem
        A number is not finite.
    """
    names = _names(mark)
    numbers = {name: plain(getattr(mark, name)) for name in NUMBERS}
    return {
        "level": mark.level,
        "code": mark.code,
        "parent": mark.parent,
        "name_en": names["en"],
        "name_zh_hant": names["zh-Hant"],
        "name_zh_hans": names["zh-Hans"],
        "label": mark.label,
        "measure": spec.measure,
        "unit": spec.unit,
        **numbers,
        "standing": mark.standing,
        "class": mark.class_index,
        "colour": _hex(mark.fill),
        "in_group": int(mark.in_group),
        "may_be_higher": int(mark.may_be_higher),
        "text": mark.text,
        "known": mark.known,
        "because": mark.because,
        "sources": "; ".join(mark.sources),
        "as_of": spec.as_of,
        "digest": spec.digest,
    }


def plain(value: float | None) -> float | int | None:
    """Give a whole number without its decimal point, any other as it is.

    Raises
    ------
    RenderProblem
        The number is not finite.

    Examples
    --------
    >>> plain(30971.0), plain(0.5), plain(None)
    (30971, 0.5, None)
    """
    if value is None:
        return None
    if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 - NaN
        raise RenderProblem("a number on the map is not finite", remedy="Mend the input.")
    whole = int(value)
    exact = whole == value and str(float(value)) == str(float(whole))  # keeps -0.0 a float
    return whole if exact else value


def _region(mark: Mark) -> dict[str, Any]:
    return {
        "level": mark.level,
        "code": mark.code,
        "parent": mark.parent,
        "names": _names(mark),
        "label": mark.label,
        **{name: plain(getattr(mark, name)) for name in NUMBERS},
        "standing": mark.standing,
        "class": mark.class_index,
        "colour": _hex(mark.fill),
        "in_group": mark.in_group,
        "may_be_higher": mark.may_be_higher,
        "text": mark.text,
        "known": mark.known,
        "because": mark.because,
        "sources": list(mark.sources),
    }


def _legend(spec: MapSpec) -> dict[str, Any]:
    legend, ramp = spec.legend, spec.legend.ramp
    return {
        "legend_title": legend.title,
        "legend": [
            *_ramp_values(spec),
            *(
                {
                    "label": entry.label,
                    "colour": _hex(entry.colour),
                    "standing": entry.standing,
                    "kind": entry.kind,
                }
                for entry in legend.entries
            ),
        ],
        "ramp": None
        if ramp is None
        else {
            "stops": [stop.light for stop in ramp.stops],
            "ticks": [{"at": tick.at, "label": tick.label} for tick in ramp.ticks],
        },
        "symbols": [
            {"radius": key.radius, "label": key.label, "note": key.note} for key in legend.symbols
        ],
    }


def _ramp_values(spec: MapSpec) -> list[dict[str, Any]]:
    """List the values of an unclassed map with their colours: its legend is the values."""
    if spec.legend.ramp is None:
        return []
    marks = sorted(
        (mark for mark in spec.regions if mark.fill is not None and mark.value is not None),
        key=lambda mark: (-(mark.value or 0.0), mark.code),
    )
    rows = {mark.text: mark for mark in reversed(marks)}
    return [
        {"label": label, "colour": _hex(mark.fill), "standing": mark.standing, "kind": "value"}
        for label, mark in reversed(rows.items())
    ]


def _names(mark: Mark) -> dict[str, str]:
    """Give the names in every language; a county has only one, and shows it in all."""
    spare = next(iter(mark.names.values()), mark.label)
    return {language: mark.names.get(language, spare) for language in LANGUAGES}


def _hex(colour: Colour | None) -> str | None:
    return None if colour is None else colour.light


def _line(cells: dict[str, Cell]) -> str:
    safe = {name: csv_cell(c) if isinstance(c, str) else c for name, c in cells.items()}
    protected = " ".join(name for name, cell in safe.items() if cell != cells[name])
    return ",".join(_quoted(cell) for cell in (*safe.values(), protected))


def _quoted(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return '"' + cell.replace('"', '""') + '"' if cell else ""
    return repr(cell)


def _strict(record: dict[str, Any]) -> str:
    try:
        text = json.dumps(record, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
    except ValueError as problem:
        raise RenderProblem(
            "a number on the map is not finite", remedy="Mend the input."
        ) from problem
    return whole(text)
