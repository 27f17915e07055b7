"""The losses that `survive` tells: the gravest first, and what has no price beside what has."""

from __future__ import annotations

import pytest

from network.case import Case
from plusn.scenarios.questions import question
from plusn.scenarios.verbs.survive import survive_report


def bakery(*, price: float | None) -> Case:
    """Give a bakery whose large oven makes eight loaves a week, and whose small one makes two."""
    oven = {"kind": "plant", "name": "oven", "territory": "A", "module_per_week": 8}
    return Case.of({
        "settings": [{"name": "bakery", "weeks": 20}],
        "territories": [{"id": "A", "name": "Here"}],
        "products": [{"id": "loaf", "labour_hours_per_unit": 1}],
        "facilities": [
            {"id": "small", **oven, "wage_per_hour": 9, "module_per_week": 2,
             "weeks_to_restart": 4},
            {"id": "large", **oven, "wage_per_hour": 2, "weeks_to_restart": 4},
            {"id": "unknown", "kind": "depot", "name": "shed", "territory": "A"},
            {"id": "M", "kind": "market", "name": "shop", "territory": "A"},
        ],
        "lanes": [
            {"from": "small", "to": "M"}, {"from": "large", "to": "unknown"},
            {"from": "unknown", "to": "M"},
        ],
        "demand": [{"market": "M", "product": "loaf", "per_week": 10, "price_per_unit": price}],
    })  # fmt: skip


@pytest.mark.parametrize(("price", "signs"), [(None, (-1, -1, 0)), (30.0, (1, 1, 0))])
def test_the_gravest_loss_of_service_comes_first_and_the_unknown_last(price, signs):
    report = survive_report(question(bakery(price=price)))
    rows = report.tables["survival"]
    assert [row["place"] for row in rows] == ["large", "small", "unknown"]
    services = [row["service"] for row in rows[:2]]
    assert services == pytest.approx([1 - 32 / 200, 1 - 8 / 200])
    for row, sign in zip(rows, signs, strict=True):
        assert row["extra_cost"] is None if sign == 0 else row["extra_cost"] * sign > 0


def test_a_saving_is_never_told_without_the_units_that_it_does_not_deliver():
    report = survive_report(question(bakery(price=None)))
    large, small, unknown = report.tables["survival"]
    assert large["mandatory_undelivered"] == pytest.approx(32)
    assert small["mandatory_undelivered"] == pytest.approx(8)
    assert unknown["mandatory_undelivered"] is None
    text = "\n".join(report.lines)
    assert "64 HKD less, but 32 mandatory units undelivered" in text
    assert "72 HKD less, but 8 mandatory units undelivered" in text
    assert "undelivered" not in "\n".join(survive_report(question(bakery(price=30.0))).lines)
