"""Every number in what a page hands to its figures, and every way a page may write a record's."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from itertools import permutations

from briefing.firm.walk import GROUPS

NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w])")
DAY = re.compile(r"^[\d,]+ km$|\d{4}-\d{2}-\d{2}|\d{1,2} [A-Z][a-z]{2}[a-z]* \d{4}")
FEW = 12  # counts of plans, markets, points: words of a sentence, not amounts
# Keys of payloads that hold no words: colours, places in px, names of things.
WORDLESS = {"tokens", "colours", "version", "digest", "kept", "turn", "values", "selected", "id",
    "sign", "group", "data", "low", "high", "lang", "plan", "regime", "scenario", "step",
    "region", "least"}  # fmt: skip


def components(page):
    """Give each component's key with what it was handed."""
    return [
        (one.proto.id.split("-", 2)[-1], json.loads(one.proto.json))
        for one in walk(page.main)
        if one.type == "bidi_component"
    ]


def walk(block):
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from walk(child)


def sentences(value, key="", muted=""):
    """Give every piece of words in a payload; of a drawing, its texts without the axes' ticks."""
    if key in WORDLESS:
        return
    if isinstance(value, dict):
        muted = value.get("tokens", {}).get("muted", muted)
        for name, inner in value.items():
            yield from sentences(inner, name, muted)
    elif isinstance(value, list):
        for inner in value:
            yield from sentences(inner, key, muted)
    elif isinstance(value, str) and value.startswith("<svg"):
        yield from _drawn(value, muted)
    elif isinstance(value, str):
        yield value


def _drawn(svg, muted):
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    for mark in root.iter():
        yield mark.get("aria-label", "")
        if mark.tag.rpartition("}")[2] in {"text", "title", "desc"}:
            words = "".join(mark.itertext())
            tick = mark.get("fill") == muted and re.fullmatch(r"[+\u2212]?[\d,.]+(%| days)?", words)
            yield "" if tick else words


def numbers(words):
    """Find the numbers in words, without signs, days, years and the scale of a map."""
    return NUMBER.findall(DAY.sub(" ", words))


def written(record):
    """Give every way a page may write the numbers of a record."""
    return set().union(*({"0"}, *(forms(value) for value in leaves(record))))


def leaves(value):
    """Give every number of a record, those inside its sentences too."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    elif isinstance(value, str):
        for found in numbers(value):
            yield float(found.replace(",", ""))
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield value


def forms(value):
    """Write a number as money in millions, as a percentage, and as it is."""
    value = abs(value)
    said = {f"{value / 1e6:,.1f}", f"{value / 1e3:,.0f}", f"{value / 1e3:,.1f}"}
    said |= {f"{value:,.0f}", f"{value:,.1f}", f"{value:,.2f}"}
    said |= {f"{value:g}", f"{value:#.3g}"}
    if value <= 10:  # a share, perhaps of more than the whole
        share = f"{100 * value:.2f}"
        said |= {f"{100 * value:.0f}", f"{100 * value:.1f}", share, share.rstrip("0").rstrip(".")}
    return said


def strays(payload, allowed):
    """Give the numbers of a payload that no record holds, with the words around them."""
    return [
        (found, words)
        for words in sentences(payload)
        for found in numbers(words)
        if found not in allowed and not (found.isdigit() and int(found) <= FEW)
    ]


def derived(record):
    """Give what figures work out of a record: groups of cost terms, use of sites, totals."""
    tables = record["tables"]
    groups = [set(terms) for terms in GROUPS.values()]
    for changes in [*_steps(tables.get("bridge", ())), *_cells(tables.get("terms", ()))]:
        yield from changes.values()
        yield from (sum(changes.get(term, 0.0) for term in terms) for terms in groups)
    rows = tables.get("provenance", ())
    yield sum(row["rows"] for row in rows)
    yield from (
        sum(row["rows"] for row in rows if row["provenance"] == known)
        for known in {row["provenance"] for row in rows}
    )
    if "flows" in tables:
        yield from _lanes(tables["flows"], tables["run"][0]["weeks"])


def _steps(rows):
    """Give the changes of each step of a comparison, by term."""
    found = {}
    for row in rows:
        name = row.get("scenario", row.get("step"))
        found.setdefault(name, {})[row["term"]] = row["change"] or 0.0
    return found.values()


def _cells(rows):
    """Give the changes between any two plans under the same duties, by term."""
    by_regime = {}
    for row in rows:
        plans = by_regime.setdefault(row["regime"], {})
        plans.setdefault(row["plan"], {})[row["term"]] = row["value"]
    for plans in by_regime.values():
        for one, other in permutations(plans.values(), 2):
            yield {term: other.get(term, 0.0) - one.get(term, 0.0) for term in {*one, *other}}


def _lanes(rows, weeks):
    """Give what goods cost on a lane, and how much comes, goes and costs at each place."""
    through = {}
    for row in rows:
        amount = row["quantity"]
        sizes = (amount / weeks, amount * row["freight_per_unit"], amount * row["duty_per_unit"])
        yield from sizes
        for end in ("from", "to"):
            for kind in ((row[end], end), (row[end], end, row["product"])):
                for number, size in enumerate(sizes):
                    whole = (*kind, number)
                    through[whole] = through.get(whole, 0.0) + size
    yield from through.values()
    for row in rows:
        for end in ("from", "to"):
            for rest in ((), (row["product"],)):
                yield row["quantity"] / weeks / through[(row[end], end, *rest, 0)]
