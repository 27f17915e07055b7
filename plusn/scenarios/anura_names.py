"""Names of Cosmic Frog's data model (Anura) that can be met in a case.

Names are compared without case, spaces and underscores: ``Customer Demand`` is
``customerdemand``. They are those of its public schema, version 2.8.
"""

from __future__ import annotations

import re

# Tables that are taken over → the column by which such a sheet is told from ours.
SHARED = {
    "periods": "periodname",
    "products": "productname",
    "facilities": "facilityname",
    "suppliers": "suppliername",
    "customers": "customername",
    "billsofmaterials": "bomname",
    "productionpolicies": "facilityname",
    "suppliercapabilities": "suppliername",
    "transportationpolicies": "originname",
    "tariffs": "pathoriginvalue",
    "customerdemand": "customername",
}
# Tables of the same model that say what this one does not hold: told, and left out.
LEFT_OUT = frozenset(
    [
        "businesscalendars",
        "businesshours",
        "capacityexpansions",
        "changeovertimes",
        "customerdemandoriginconstraints",
        "customerfulfillmentpolicies",
        "customerorders",
        "customerorderprofiles",
        "customerriskconfigurations",
        "customertransitconstraints",
        "facilitycountconstraints",
        "facilitydemand",
        "facilityriskconfigurations",
        "fixedroutes",
        "flowconstraints",
        "flowcountconstraints",
        "geographicriskconfigurations",
        "greenfieldservicebands",
        "greenfieldsettings",
        "groups",
        "histograms",
        "incrementalchangeconstraints",
        "inputfactors",
        "inventoryconstraints",
        "inventorycountconstraints",
        "inventorypolicies",
        "inventorypoliciesadvanced",
        "inventorysettings",
        "inventoryturns",
        "lookups",
        "maps",
        "modelinfo",
        "modelrunoptions",
        "modelsettings",
        "networkriskconfigurations",
        "orderfulfillmentpolicies",
        "organizations",
        "outputfactors",
        "processes",
        "procurementpolicies",
        "productionconstraints",
        "productioncountconstraints",
        "productionorders",
        "productunitsofmeasure",
        "relationshipconstraints",
        "replenishmentorders",
        "replenishmentpolicies",
        "returnpolicies",
        "returnratios",
        "riskbanddefinitions",
        "riskratingconfigurations",
        "risksummaryconfigurations",
        "scenarioitemassignments",
        "scenarioitems",
        "scenariorules",
        "scenarioruleitemassignments",
        "sequentialobjectives",
        "shipments",
        "stepcosts",
        "supplierriskconfigurations",
        "tablefilters",
        "transitmatrix",
        "transportationassets",
        "transportationbandcosting",
        "transportationmodes",
        "transportationrates",
        "unitsofmeasure",
        "userdefinedconstraints",
        "userdefinedcosts",
        "userdefinedvariables",
        "utilizationriskconfigurations",
        "warehousingpolicies",
        "workcenters",
        "workresources",
    ]
)
MULTI_PERIOD = "multitimeperiod"
# A sheet of ours and one of theirs may share this name; theirs has the column.
SCENARIOS = ("scenarios", "scenarioname")

# Units of measure that are understood, as shares of ours: pieces, kilograms and days.
PIECES = {"": 1.0, "ea": 1.0, "each": 1.0, "unit": 1.0, "units": 1.0, "pc": 1.0, "pcs": 1.0}
KILOGRAMS = {"kg": 1.0, "g": 0.001, "lb": 0.45359237, "lbs": 0.45359237, "t": 1000.0}
DAYS = {
    "": 1.0,
    "day": 1.0,
    "days": 1.0,
    "hr": 1 / 24,
    "hour": 1 / 24,
    "hours": 1 / 24,
    "min": 1 / 1440,
    "wk": 7.0,
    "week": 7.0,
    "weeks": 7.0,
}


def folded(name: str) -> str:
    """Fold a name as that model's users spell it in different ways.

    Examples
    --------
    >>> folded("Customer Demand"), folded("UnitCost_UOM")
    ('customerdemand', 'unitcostuom')
    """
    return re.sub(r"[\W_]+", "", name).casefold()


def is_left_out(sheet: str) -> bool:
    """Tell whether a sheet is one of that model which we have no place for.

    Examples
    --------
    >>> is_left_out("Inventory Policies"), is_left_out("lanes")
    (True, False)
    """
    name = folded(sheet)
    return name in LEFT_OUT or (name.endswith(MULTI_PERIOD) and name != MULTI_PERIOD)
