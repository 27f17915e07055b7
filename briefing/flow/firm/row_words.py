"""The words of a site's and a lane's row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.catalogue import text
from briefing.flow.firm.colours import SITE
from briefing.flow.firm.spec import FACILITY, LaneRow, SiteRow
from briefing.numerals import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.firm.names import Names
    from briefing.flow.firm.rows import Moved
    from network.case.places import Facility

MADE_THERE = ("plant", "supplier")
WHOLE_DAYS = 1e-9


def site_row(
    row: Facility,
    told: Mapping[str, Any],
    names: Names,
    lang: str,
    *,
    made: float | None,
    sent: float | None,
    received: float | None,
    test: tuple[float, float] | None,
) -> SiteRow:
    """Write the row of one site.

    Parameters
    ----------
    row, told
        The site in the case and in the record's table of facilities.
    made, sent, received
        Units a week; None where they mean nothing.
    test
        Share of value from the region that is reached, and that is needed.
    """
    able = told.get("capacity_per_week")
    used = told.get("used_per_week")
    numbers = {
        "made": made,
        "able": able if told["open"] else None,
        "sent": sent,
        "received": received,
        "in_use": used / able if told["open"] and able and used is not None else None,
        "local_content": test[0] if test else None,
        "local_content_needed": test[1] if test else None,
    }
    texts = {key: _said(key, value) for key, value in numbers.items() if value is not None}
    name, role = names.site(row.id), text(f"firmflow.role.{row.kind}", lang)
    place = names.region(row.region) if row.region else names.territory(row.territory)
    return SiteRow(
        id=FACILITY + row.id,
        facility=row.id,
        shape=row.kind,
        group=row.territory if row.kind in MADE_THERE else SITE,
        name=name,
        role=role,
        place=place,
        open=told["open"],
        texts=texts,
        aria=_site_aria(name, role, place, texts, lang, is_open=told["open"]),
        **numbers,
    )


def _site_aria(
    name: str, role: str, place: str, texts: Mapping[str, str], lang: str, *, is_open: bool
) -> str:
    who = text("firmflow.aria.site", lang, name=name, role=role, place=place)
    if not is_open:
        return who + text("firmflow.aria.closed", lang)
    said = [
        text(f"firmflow.aria.{key}", lang, value=texts[key])
        for key in ("made", "received", "in_use")
        if key in texts
    ]
    return who + "".join(said)


def lane_row(
    moved: Moved, flows: Sequence[Mapping[str, Any]], names: Names, lang: str, weeks: float
) -> LaneRow:
    """Write the row of what moves together; without flows it is a control link.

    Parameters
    ----------
    flows
        Rows of the record's table of flows: quantities of the period, money and kg per unit.
    weeks
        Length of the period.
    """
    name = text(
        "firmflow.lane.name", lang, tail=names.site(moved.tail), head=names.site(moved.head)
    )
    if not flows:
        said = text("firmflow.lane.control", lang)
        return LaneRow(
            id=moved.id,
            kind="control",
            tail=moved.tail,
            head=moved.head,
            group=SITE,
            name=name,
            aria=text("firmflow.aria.lane", lang, name=name, said=said),
        )

    def total(*columns: str) -> float:
        return float(sum(row["quantity"] * sum(row.get(c, 0.0) for c in columns) for row in flows))

    units = sum(row["quantity"] for row in flows)
    numbers = {
        "quantity": units / weeks,
        "cost": total("freight_per_unit", "pipeline_per_unit", "carbon_per_unit"),
        "duty": total("duty_per_unit"),
        "days": total("days") / units if units else 0.0,
        "carbon": total("carbon_kg_per_unit"),
    }
    texts = {key: _said(key, value) for key, value in numbers.items()}
    key = "firmflow.aria.goods.day" if texts["days"] == "1" else "firmflow.aria.goods"
    said = text(key, lang, quantity=texts["quantity"], days=texts["days"])
    return LaneRow(
        id=moved.id,
        kind="goods",
        tail=moved.tail,
        head=moved.head,
        mode=moved.mode,
        product=moved.stage,
        origin=moved.origin,
        group=moved.origin,
        name=name,
        texts={
            **texts,
            "mode": mode_name(moved.mode, lang),
            "stage": text(f"firmflow.stage.{moved.stage}", lang),
            "origin": names.origin(moved.origin),
        },
        aria=text("firmflow.aria.lane", lang, name=name, said=said),
        **numbers,
    )


def mode_name(mode: str, lang: str) -> str:
    """Name a way of transport; a user's own word is shown as typed."""
    known = ("road", "rail", "sea", "air", "river")
    return text(f"firmflow.mode.{mode}", lang) if mode in known else mode


def _said(column: str, value: float) -> str:
    if column in {"in_use", "local_content", "local_content_needed"}:
        return f"{100 * value:.1f}%" if abs(value - round(value)) > WHOLE_DAYS else f"{value:.0%}"
    if column == "days":
        return number(round(value, 1))
    return f"{value:,.0f}" if abs(value) >= 1 or not value else "<1"
