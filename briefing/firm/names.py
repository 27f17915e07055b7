"""What things of a firm's case are called: never by their ids, and in the reader's language.

A case that PlusN ships has names in every language, as long as its rows still say what was
shipped; what a user typed is shown as typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from briefing.catalogue import entries, text
from briefing.names import listed
from briefing.pairing import Both, said_in
from briefing.tongue import JOINT, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.spec import Language
    from network.case import Case

SHIPPED = ("electronics", "two_plants")
TODAY = "today"
CHEAPEST = "what costs least"
BASE = "base"
ANY = "*"
MADE_UP = "illustrative"
TRANSSHIPPED = "TS"
TRANSSHIPMENT = "transshipment"


@dataclass(frozen=True, kw_only=True)
class Names:
    """Hold the names of one case in one language; an id without a name stands for itself."""

    lang: Language
    case: str
    illustrative: bool
    sites: Mapping[str, str]
    products: Mapping[str, str]
    families: Mapping[str, str]
    territories: Mapping[str, str]
    regions: Mapping[str, str]
    policies: Mapping[str, str]
    scenarios: Mapping[str, str]
    ranges: Mapping[str, str]
    transshipped: frozenset[str]

    @classmethod
    def of(cls, case: Case, lang: Language) -> Names:
        """Collect the names of a case.

        Parameters
        ----------
        case
            As it stands on the desk.
        lang
            The reader's language.
        """
        known = {row.id for row in case.territories}
        made = {row.origin for row in case.recipes} | {row.origin for row in case.duties}
        fails = {row.origin for row in case.duties if row.layer == TRANSSHIPMENT}
        return cls(
            lang=lang,
            case=_case_name(case, lang),
            illustrative=case.general.provenance == MADE_UP,
            sites=_named("facility", [(r.id, r.name) for r in case.facilities], lang),
            products=_named("product", [(r.id, r.name) for r in case.products], lang),
            families=_worded("family", [r.family for r in case.products], lang),
            territories=_named("territory", [(r.id, r.name) for r in case.territories], lang),
            regions=_regions(case, lang),
            policies=_named("policy", [(r.id, r.label) for r in case.policies], lang),
            scenarios=_named("scenario", [(r.id, r.label) for r in case.scenarios], lang),
            ranges=_worded("range", [r.label for r in case.ranges], lang),
            transshipped=frozenset(((made & {TRANSSHIPPED}) | fails) - known - {ANY}),
        )

    def site(self, id_: str) -> str:
        """Name a facility of any kind."""
        return self.sites.get(id_, id_)

    def market(self, id_: str) -> str:
        """Name a market."""
        return self.site(id_)

    def place(self, id_: str) -> str:
        """Name a facility by its id, or a region as the case writes it."""
        return self.sites.get(id_) or self.region(id_)

    def product(self, id_: str) -> str:
        """Name a product; ``*`` is all of them."""
        return text("names.all", self.lang) if id_ == ANY else self.products.get(id_, id_)

    def family(self, name: str) -> str:
        """Name a family of products."""
        return self.families.get(name, name)

    def territory(self, id_: str) -> str:
        """Name a customs territory."""
        return self.territories.get(id_, id_)

    def region(self, name: str) -> str:
        """Name a region."""
        return self.regions.get(name, name)

    def policy(self, id_: str) -> str:
        """Name a policy."""
        return text("names.plan.cheapest", self.lang) if id_ == CHEAPEST else self.plan(id_)

    def plan(self, id_: str) -> str:
        """Name a plan: a policy, a scenario, today's sites, or what costs least."""
        if found := self.policies.get(id_) or self.scenarios.get(id_):
            return found
        special = {TODAY: "names.plan.today", CHEAPEST: "names.plan.cheapest"}
        return text(special[id_], self.lang) if id_ in special else id_

    def scenario(self, id_: str) -> str:
        """Name a scenario; the blank one is the case as entered."""
        if id_ in self.scenarios:
            return self.scenarios[id_]
        return text("names.scenario.base", self.lang) if id_ in {"", BASE} else id_

    def regime(self, id_: str) -> str:
        """Name a column of duties: as entered, of a scenario, or of a dated regime."""
        if id_ in {"", BASE}:
            return text("names.regime.base", self.lang)
        return self.scenarios.get(id_) or _listed_as("regime", id_, self.lang)

    def range(self, label: str) -> str:
        """Name a number whose range is looked at."""
        return self.ranges.get(label, label)

    def term(self, id_: str) -> str:
        """Name a term of the cost, as the audit does."""
        return term_name(id_, self.lang)

    def kind(self, id_: str) -> str:
        """Name a kind of facility."""
        return kind_name(id_, self.lang)

    def mode(self, id_: str) -> str:
        """Name a mode of transport."""
        return mode_name(id_, self.lang)

    def layer(self, id_: str) -> str:
        """Name a layer of duty."""
        return layer_name(id_, self.lang)

    def origin(self, id_: str) -> str:
        """Name an origin class: a territory, or what fails the origin rule."""
        if id_ == ANY:
            return text("names.origin.any", self.lang)
        if id_ in self.transshipped:
            return text("names.origin.transshipped", self.lang)
        return self.territory(id_)

    def sites_text(self, ids: str | Sequence[str]) -> str:
        """List sites in a sentence: "Shenzhen and Dongguan plants".

        Parameters
        ----------
        ids
            Ids, or their text with semicolons between, as records have it.
        """
        parts = ids.split(";") if isinstance(ids, str) else ids
        names = [self.site(part.strip()) for part in parts if part.strip()]
        if not names:
            return text("names.sites.none", self.lang)
        if len(names) > 1 and all(self._is_a_plant(name) for name in names):
            places = [name.removesuffix(self._plant) for name in names]
            return text("names.sites.plants", self.lang, names=listed(places, self.lang))
        return listed(names, self.lang)

    @cached_property
    def _plant(self) -> str:
        return text("names.sites.plant", self.lang)

    def _is_a_plant(self, name: str) -> bool:
        return name.endswith(self._plant) and name != self._plant


def within(name: str, lang: str) -> str:
    """Write a name as it stands within a sentence: some take an article.

    Examples
    --------
    >>> within("Mainland", "en"), within("Vietnam", "en"), within("內地", "zh-Hant")
    ('the Mainland', 'Vietnam', '內地')
    """
    if JOINT in lang:
        return Both({each: within(str(said_in(name, each)), each) for each in spoken(lang)})
    taking = text("names.with_article", lang).split("|")
    return text("names.article", lang, name=name) if name in taking else name


def term_name(id_: str, lang: Language) -> str:
    """Name a term of the cost, as the audit does.

    Examples
    --------
    >>> term_name("lost_sales", "en"), term_name("lost sales", "zh-Hant")
    ('Lost sales', '銷售損失')
    """
    key = f"audit.term.{id_.replace(' ', '_')}"  # sentences have it without the underscore
    return text(key, lang) if key in entries(lang) else id_


def kind_name(id_: str, lang: Language) -> str:
    """Name a kind of facility.

    Examples
    --------
    >>> kind_name("hq", "en")
    'headquarters'
    """
    return _listed_as("kind", id_, lang)


def mode_name(id_: str, lang: Language) -> str:
    """Name a mode of transport.

    Examples
    --------
    >>> mode_name("sea", "zh-Hant"), mode_name("camel", "zh-Hant")
    ('海運', 'camel')
    """
    return _listed_as("mode", id_, lang)


def layer_name(id_: str, lang: Language) -> str:
    """Name a layer of duty.

    Examples
    --------
    >>> layer_name("mfn", "en")
    'general duty (MFN)'
    """
    return _listed_as("layer", id_, lang)


def _listed_as(what: str, id_: str, lang: Language) -> str:
    """Name what the catalogue lists; any other id was typed by the user."""
    key = f"names.{what}.{id_}"
    return text(key, lang) if key in entries(lang) else id_


@cache
def _shipped_words(kind: str) -> Mapping[str, str]:
    """Give the keys of a kind of shipped words by what they say in English."""
    starts = tuple(f"names.{case}.{kind}" for case in SHIPPED)
    return {words: key for key, words in entries("en").items() if key.startswith(starts)}


def _case_name(case: Case, lang: Language) -> str:
    name = case.general.name
    key = _shipped_words("case").get(name)
    return text(key, lang) if key else name


def _named(kind: str, rows: Sequence[tuple[str, str]], lang: Language) -> dict[str, str]:
    """Name rows by id: translated where id and words are those of a shipped row."""
    english = entries("en")
    named = {}
    for id_, words in rows:
        keys = (f"names.{case}.{kind}.{id_}" for case in SHIPPED)
        key = next((key for key in keys if english.get(key) == words), "")
        named[id_] = text(key, lang) if key else words or id_
    return named


def _worded(kind: str, written: Sequence[str], lang: Language) -> dict[str, str]:
    keys = _shipped_words(kind)
    return {words: text(keys[words], lang) for words in written if words in keys}


def _regions(case: Case, lang: Language) -> dict[str, str]:
    """Translate the regions of shipped sites; one that holds only the user's own stays as typed."""
    english = entries("en")
    shipped = [
        row.region
        for row in case.facilities
        if any(english.get(f"names.{one}.facility.{row.id}") == row.name for one in SHIPPED)
    ]
    return _worded("region", shipped, lang)
