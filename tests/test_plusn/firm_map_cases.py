"""Plans to draw maps of: the shipped cases as solved, and a firm of many sites made by chance."""

import random
from functools import cache

from network.case import Case
from plusn.firm_flow import firm_flow
from plusn.scenarios.running import run
from plusn.scenarios.shipped import shipped_case
from plusn.scenarios.told import report_of

SCENARIOS = ("base", "china_plus_1", "china_plus_2", "us_tariff_10")
LANGUAGES = ("en", "zh-Hant", "zh-Hans")
NEAR = (
    (114.1, 22.5), (113.3, 23.1), (120.6, 31.3), (106.0, 21.1), (101.2, 12.7), (100.4, 5.4),
    (106.8, 10.8), (121.0, 14.6), (106.8, -6.2), (103.8, 1.35), (77.2, 28.6), (139.7, 35.7),
)  # fmt: skip
FAR = (("US", (-118.1, 33.9)), ("EU", (4.5, 51.9)), ("MX", (-99.1, 19.4)), ("BR", (-46.6, -23.5)))
TERRITORIES = (("CN", "CHN"), ("VN", "VNM"), ("TH", "THA"), ("MY", "MYS"), ("IN", "IND"))


@cache
def solved(name, scenario=""):
    case = shipped_case(name)
    report = report_of(run(case, scenario))
    return {**report.record, "tables": report.tables}, case


@cache
def electronics(scenario, lang="en", measure="quantity"):
    record, case = solved("electronics", scenario)
    return firm_flow(record, case, lang=lang, measure=measure)


def by_chance(count, seed=1):
    """A firm of `count` sites whose flows are drawn from a hat; nothing balances."""
    rng = random.Random(seed)  # noqa: S311 - a case, not a secret
    sites = [_site("HQ", "hq", "HK", (114.16, 22.28), rng)]
    for number in range(count - 1):
        kind = rng.choice(["plant"] * 5 + ["port"] * 3 + ["depot"] + ["market"] * 2)
        home, place = rng.choice(TERRITORIES)[0], rng.choice(NEAR)
        if kind == "market" and rng.random() < 0.5:
            home, place = rng.choice(FAR)
        sites.append(_site(f"F{number}", kind, home, place, rng))
    flows = _flows(sites, rng)
    lanes = {(row["from"], row["to"], row["mode"]) for row in flows}
    case = Case.of(
        {
            "settings": [{"name": "By chance", "currency": "HKD", "weeks": 52}],
            "territories": [{"id": a, "name": a, "iso3": b} for a, b in TERRITORIES]
            + [{"id": name, "name": name} for name in ("HK", *(far for far, _ in FAR))],
            "products": [{"id": "thing", "name": "Thing"}],
            "facilities": sites,
            "lanes": [{"from": a, "to": b, "mode": mode} for a, b, mode in sorted(lanes)],
        }
    )
    return _record(sites, flows, rng), case


def _site(name, kind, home, place, rng):
    return {
        "id": name,
        "kind": kind,
        "name": f"{kind.title()} {name}",
        "territory": home,
        "lon": round(place[0] + rng.uniform(-2.5, 2.5), 3),
        "lat": round(place[1] + rng.uniform(-2.5, 2.5), 3),
    }


def _flows(sites, rng):
    def of(*kinds):
        return [site for site in sites if site["kind"] in kinds]

    flows = []
    for tails, heads, modes in (
        (of("plant"), of("port", "depot"), ("road", "sea", "rail")),
        (of("port", "depot"), of("market"), ("sea", "sea", "air")),
    ):
        for tail in tails:
            for head in rng.sample(heads, 2):
                flows.append(  # noqa: PERF401
                    {
                        "from": tail["id"],
                        "to": head["id"],
                        "mode": rng.choice(modes),
                        "product": "thing",
                        "origin": rng.choice(TERRITORIES)[0],
                        "quantity": 52 * round(rng.lognormvariate(9, 1.4), 1),
                        "freight_per_unit": 1.0,
                        "pipeline_per_unit": 0.1,
                        "duty_per_unit": 0.5,
                        "days": 10.0,
                        "carbon_kg_per_unit": 0.2,
                    }
                )
    return flows


def _record(sites, flows, rng):
    def kind(name):
        return [site["id"] for site in sites if site["kind"] == name]

    return {
        "currency": "HKD",
        "tables": {
            "run": [{"weeks": 52.0, "digest": "by chance"}],
            "facilities": [{"facility": s["id"], "open": rng.random() < 0.9} for s in sites],
            "flows": flows,
            "production": [{"facility": p, "quantity": 5200.0} for p in kind("plant")],
            "sales": [{"market": m, "delivered": 520.0} for m in kind("market")],
        },
    }
