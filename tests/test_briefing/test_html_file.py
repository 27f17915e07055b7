"""The one-file atlas, read as text: its policy, its bytes, what it says without a script."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest

from briefing.backends.html import render, script, stylesheet
from briefing.spec import Atlas
from plusn.land import load_land

from .sample_atlas import every_province, sample_atlas
from .sample_land import sample_land
from .sample_spec import HOSTILE, hostile, sample

LANGUAGES = ("en", "zh-Hant", "zh-Hans")


def atlas(**changes: object) -> Atlas:
    views = {language: {"100000": sample(language, **changes)} for language in LANGUAGES}
    return Atlas(start="100000", views=views)


@pytest.fixture(scope="module")
def page() -> str:
    return render(atlas(), sample_land())


class Reader(HTMLParser):
    """Collect elements with their attributes and text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open:
            self.text.setdefault(self._open[-1], []).append(data)


def test_the_same_input_gives_the_same_bytes(page: str) -> None:
    assert render(atlas(), sample_land()) == page


def test_the_policy_admits_exactly_the_script_and_the_style(page: str) -> None:
    read = Reader(page)
    policy = next(a["content"] for tag, a in read.found if tag == "meta" and "http-equiv" in a)
    code = next(text for text in read.text["script"] if "mount" in text)

    def hash_of(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert policy == (
        f"default-src 'none'; script-src 'sha256-{hash_of(code)}'; "
        f"style-src 'sha256-{hash_of(read.text['style'][0])}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_nothing_is_fetched_and_nothing_is_styled_or_run_by_attribute(page: str) -> None:
    for _, attributes in Reader(page).found:
        assert not {"src", "href", "style"} & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]
    assert not re.search(r"@import|url\((?!#|\$|data:)", page)
    addresses = set(re.findall(r"https?://[^\s\"'`]+", page))
    assert addresses == {"http://www.w3.org/2000/svg"}  # a name, never fetched


def test_the_script_makes_no_markup() -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b", script())
    assert 'setAttribute("style"' not in script()


def test_without_a_script_the_numbers_are_a_table(page: str) -> None:
    assert "<noscript><h1>Where Hong Kong makes things</h1>" in page
    for row in sample().regions:
        assert f"<tr><th>{row.label}</th><td>{row.text}</td><td>{row.known}</td></tr>" in page
    assert "<p>FHKI and HKU, Made by Hong Kong (2025)</p>" in page


@pytest.mark.parametrize(
    ("language", "lang"), [("en", "en"), ("zh-Hant", "zh-HK"), ("zh-Hans", "zh-CN")]
)
def test_the_page_opens_in_the_language_asked(language: str, lang: str) -> None:
    assert f'<html lang="{lang}">' in render(atlas(), sample_land(), language=language)  # type: ignore[arg-type]


def test_hostile_strings_stay_strings() -> None:
    views = {language: {"100000": hostile()} for language in LANGUAGES}
    page = render(Atlas(start="100000", views=views), sample_land())
    read = Reader(page)
    assert [tag for tag, _ in read.found].count("script") == 2
    assert "img" not in {tag for tag, _ in read.found}
    data = json.loads(read.text["script"][0])
    said = json.dumps(data["words"], ensure_ascii=False)
    for text in HOSTILE:
        assert json.dumps(text, ensure_ascii=False)[1:-1] in said


def test_the_tokens_of_both_themes_are_variables() -> None:
    assert '[data-theme="light"]{color-scheme:light;--background:#ffffff;' in stylesheet()
    assert '[data-theme="dark"]{color-scheme:dark;--background:#14181c;' in stylesheet()


@pytest.mark.slow
def test_every_province_in_three_languages_fits_in_half_a_megabyte() -> None:
    land = load_land(1000)
    page = render(sample_atlas(land, provinces=every_province()), land).encode()
    assert len(page) <= 700_000
    assert len(gzip.compress(page)) <= 200_000
