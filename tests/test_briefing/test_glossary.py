"""The glossary says what screens say, in the words that were agreed."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.glossary import ON_SCREEN, markdown, term
from briefing.spec import LANGUAGES

ROOT = Path(__file__).parents[2]
# The design's terms, in English and as Hong Kong writes them.
AGREED = {
    "known": ("How we know it", "數據依據"),
    "published": ("published", "已公布"),
    "derived": ("worked out", "推算所得"),
    "bounded": ("range only", "只知範圍"),
    "range": ("at most 5,300", "最多 5,300"),
    "estimated": ("estimate", "估算"),
    "unknown": ("not known", "未知"),
    "scope": ("not covered by the study", "研究範圍以外"),
    "concentration": ("Concentration (1 = average)", "集中度（1 = 平均）"),
    "weeks": ("weeks we can keep delivering", "可維持供貨週數"),
    "restart": ("weeks to restart", "復產所需週數"),
    "tradeoff": ("trade-off", "取捨"),
    "transshipped": ("dutied as transshipped", "按轉運徵稅"),
    "gap": ("at most x % from the best possible", "與最佳值相差不超過 x%"),
    "enterprise": ("Hong Kong-invested manufacturing enterprise", "港商投資製造業企業"),
    "mainland": ("the Mainland", "內地"),
}


def test_the_document_is_what_the_catalogues_say():
    assert (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8") == markdown()


@pytest.mark.parametrize("name", AGREED)
def test_a_term_is_the_agreed_one(name):
    assert (term(name, "en"), term(name, "zh-Hant")) == AGREED[name]


def test_no_term_of_the_glossary_is_another_in_the_same_language():
    for language in LANGUAGES:
        terms = [term(name, language) for name in ON_SCREEN]
        assert len(terms) == len(set(terms))
