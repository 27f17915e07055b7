"""Sheets of a Cosmic Frog model are taken over, and what is not is told."""

from __future__ import annotations

import json
from io import BytesIO

import openpyxl
import pytest

from data.errors import Problems
from plusn.scenarios import load
from plusn.scenarios.anura_names import LEFT_OUT, SHARED, folded

MODEL = {
    "Facilities": [
        ["FacilityName", "Status", "InitialState", "Country", "Region", "Latitude", "Longitude",
         "FixedStartupCost", "FixedOperatingCost", "ThroughputCapacity", "GeographicRiskScore"],
        ["DG", "Include", "Existing", "China", "Guangdong", 23.0, 113.7, None, 1000, 520, 3],
        ["BN", "Include", "Potential", "Vietnam", "Bac Ninh", 21.2, 106.1, 70000, 800, None, 5],
        ["HUB", "Exclude", "Existing", "China", None, None, None, None, None, None, None],
    ],
    "suppliers": [["SupplierName", "Country"], ["SZ", "China"]],
    "customers": [
        ["CustomerName", "Status", "Country"], ["LA", None, "USA"], ["OUT", "Exclude", "USA"]
    ],
    "products": [
        ["ProductName", "UnitValue", "UnitPrice", "UnitWeight", "UnitWeightUOM", "UnitVolume"],
        ["phone", 150, 300, 2, "LB", 0.1],
        ["chip", 20, None, 5, "G", None],
    ],
    "billsofmaterials": [
        ["BOMName", "ProductName", "ProductType", "Quantity"],
        ["B1", "phone", "End Product", 2],
        ["B1", "chip", "Component", 6],
    ],
    "productionpolicies": [
        ["FacilityName", "ProductName", "BOMName", "UnitCost"],
        ["DG", "phone", "B1", 11],
        ["BN", "phone", "B1", 9],
    ],
    "suppliercapabilities": [
        ["SupplierName", "ProductName", "UnitCost", "SupplyCapacity"],
        ["SZ", "chip", 18.5, 5200],
    ],
    "Transportation Policies": [
        ["OriginName", "DestinationName", "ProductName", "ModeName", "UnitCost", "UnitCostUOM",
         "TransportTime", "TransportTimeUOM", "DutyRate", "LaneCapacity"],
        ["SZ", "DG", "chip", None, 0.5, "EA", 12, "HR", None, None],
        ["SZ", "BN", "chip", "road", 1, "LB", 3, "DAY", None, None],
        ["DG", "LA", "phone", "sea", 4, None, 3, "WK", 20, 104],
        ["BN", "LA", "phone", "sea", 4, "EA-MI", None, None, None, None],
    ],
    "tariffs": [
        ["PathOriginProperty", "PathOriginValue", "PathDestinationProperty",
         "PathDestinationValue", "ProductName", "HSCode", "DutyRate"],
        ["Country", "China", "Country", "USA", "phone", "8517", 25],
        ["Postal Code", "1", "Postal Code", "2", None, None, 5],
    ],
    "periods": [["PeriodName", "StartDate"], ["H1", None], ["H2", None]],
    "customerdemand": [
        ["CustomerName", "ProductName", "PeriodName", "Quantity", "PenaltyCost"],
        ["LA", "phone", "H1", 520, 50],
        ["LA", "phone", "H2", 1040, 50],
    ],
    "inventorypolicies": [["FacilityName", "ProductName"], ["DG", "phone"]],
    "groups": [["GroupName"]],
    "scenarios": [["ScenarioName"], ["Base"]],
}  # fmt: skip


def saved(path, model):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in model.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    path.write_bytes(content.getvalue())
    return path


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    return load(saved(tmp_path_factory.mktemp("anura") / "model.xlsx", MODEL))


def test_customers_suppliers_and_facilities_become_facilities_of_their_kind(loaded):
    sites = {site.id: site for site in loaded.case.facilities}
    kinds = {name: (site.kind, site.status, site.territory) for name, site in sites.items()}
    assert kinds == {
        "DG": ("plant", "existing", "China"),
        "BN": ("plant", "optional", "Vietnam"),
        "HUB": ("depot", "excluded", "China"),
        "SZ": ("supplier", "existing", "China"),
        "LA": ("market", "existing", "USA"),
    }
    assert (sites["DG"].lat, sites["DG"].lon, sites["DG"].region) == (23.0, 113.7, "Guangdong")
    assert {one.id for one in loaded.case.territories} == {"China", "Vietnam", "USA"}


def test_amounts_of_two_periods_become_weekly_and_yearly(loaded):
    case = loaded.case
    (site,) = [site for site in case.facilities if site.id == "DG"]
    assert site.fixed_cost_per_year == 2000
    assert site.module_per_week == pytest.approx(20)
    assert site.overhead_per_capacity_unit == 11
    assert case.supply[0].capacity_per_week == pytest.approx(200)
    assert case.lanes[2].capacity_per_week == pytest.approx(4)
    (demand,) = case.demand
    assert demand.per_week == pytest.approx(30)
    assert demand.price_per_unit == 350
    (cost,) = case.one_off_costs
    assert (cost.facility, cost.on, cost.amount) == ("BN", "open", 70000)


def test_units_are_those_of_a_case(loaded):
    phone, chip = loaded.case.products
    assert (phone.kind, chip.kind) == ("finished", "component")
    assert phone.kg_per_unit == pytest.approx(0.90718474)
    assert chip.kg_per_unit == pytest.approx(0.005)
    (part,) = loaded.case.bill_of_materials
    assert (part.product, part.component, part.quantity) == ("phone", "chip", 3)
    by_piece, by_weight, sea, _ = loaded.case.lanes
    assert (by_piece.cost_per_unit, by_piece.cost_per_kg, by_piece.days) == (0.5, 0, 0.5)
    assert by_weight.cost_per_kg == pytest.approx(1 / 0.45359237)
    assert by_weight.cost_per_unit == 0
    assert sea.days == 21


def test_tariffs_in_per_cent_become_shares(loaded):
    (duty,) = loaded.case.duties
    assert (duty.origin, duty.dest, duty.product) == ("China", "USA", "phone")
    assert (duty.rate, duty.hts_prefix) == (0.25, "8517")


def test_plants_make_what_their_policies_say_and_nothing_else(loaded):
    recipes = {(one.facility, one.product, one.name, one.origin) for one in loaded.case.recipes}
    assert recipes == {("DG", "phone", "B1", "China"), ("BN", "phone", "B1", "Vietnam")}


def test_everything_that_is_not_taken_over_is_told(loaded):
    notes = "\n".join(loaded.notes)
    for part in (
        "sheet Facilities: columns not taken over (cells filled): geographicriskscore (2).",
        "sheet products: columns not taken over (cells filled): unitvolume (1).",
        "sheet Transportation Policies: columns not taken over (cells filled): dutyrate (1).",
        "unitcost in the unit 'eami' is not understood; 1 values were left out, first in ",
        "sheet customers: 1 rows with status Exclude were left out",
        "sheet tariffs, row 3: left out; only tariffs from country to country",
        "sheet inventorypolicies: not taken over (1 rows)",
        "sheet scenarios: not taken over (1 rows)",
        "taken to last 52 weeks together",
    ):
        assert part in notes, f"{part} is not in\n{notes}"
    assert "groups" not in notes  # nothing in it


def test_rows_name_the_sheet_they_come_from(loaded):
    assert {row.source for row in loaded.case.lanes} == {"Cosmic Frog Transportation Policies"}


def test_a_sheet_of_settings_says_how_long_the_periods_are_together(tmp_path):
    ours = {"settings": [["name", "weeks"], ["Mine", 26]]}
    loaded = load(saved(tmp_path / "model.xlsx", {**MODEL, **ours}))
    assert loaded.case.demand[0].per_week == pytest.approx(60)
    assert loaded.case.general.name == "Mine"
    assert "weeks together" not in "\n".join(loaded.notes)


def test_problems_name_the_sheet_and_row_of_the_model(tmp_path):
    lanes = MODEL["Transportation Policies"]
    bad = {
        "Transportation Policies": [*lanes, ["SZ", "NOWHERE", "chip", None, "StepCost1"]],
    }
    with pytest.raises(Problems) as told:
        load(saved(tmp_path / "model.xlsx", {**MODEL, **bad}))
    said = str(told.value)
    assert "StepCost1" in said
    assert "sheet Transportation Policies, row 6" in said


def test_the_same_tables_are_taken_from_json(tmp_path, loaded):
    tables = {
        title: [
            {key: cell for key, cell in zip(rows[0], row, strict=True) if cell is not None}
            for row in rows[1:]
        ]
        for title, rows in MODEL.items()
    }
    path = tmp_path / "model.json"
    path.write_text(json.dumps(tables), encoding="utf-8")
    case = load(path).case
    assert case.facilities == loaded.case.facilities
    assert case.lanes == loaded.case.lanes


def test_a_table_of_ours_that_shares_its_name_is_left_alone(tmp_path):
    case = load("two_plants").case
    from plusn.scenarios import save  # noqa: PLC0415

    loaded = load(save(case, tmp_path / "case.xlsx"))
    assert loaded.case == case
    assert loaded.notes == ()


def test_names_of_the_model_are_folded_and_told_apart():
    assert not LEFT_OUT & set(SHARED)
    assert all(name == folded(name) for name in [*LEFT_OUT, *SHARED])
