"""Figures for frames: what may be asked, who may show them, and nothing else."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.routing import Match

from app.embed import ROUTES
from data.errors import BadValue, InputProblem
from plusn.briefs.offers import offers
from plusn.embedding import OPEN, address_of, embedded, lines_for
from plusn.settings import ancestors, settings


def get(address):
    """Answer an address as the server does: the first route that takes it."""
    path, _, query = address.partition("?")
    scope = {"type": "http", "method": "GET", "path": path, "headers": []}
    scope["query_string"] = query.encode()
    taken = ((route, route.matches(scope)) for route in ROUTES)
    route, more = next((route, more) for route, (how, more) in taken if how is Match.FULL)
    return route.endpoint(Request(scope | more))


def text(answer):
    return answer.body.decode()


def test_a_frame_gets_words_picture_sources_and_a_strict_policy():
    answer = get("/embed/atlas?lang=zh-Hant")
    assert answer.status_code == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert policy.endswith("frame-ancestors 'self'")
    assert "unsafe" not in policy
    page = text(answer)
    assert '<html lang="zh-HK">' in page
    for part in ("30,971", "香港工業總會", "PlusN 2024 · "):
        assert part in page
    assert not re.search(r"""(src|href)=|url\((?!#)|style=""", page)


def test_a_frame_as_narrow_as_a_phone_has_a_drawing_of_its_own():
    page = text(get("/embed/atlas"))
    assert page.count('<figure class="wide">') == page.count('<figure class="narrow">') == 1
    assert "@media (max-width:560px){.wide{display:none}.narrow{display:block}}" in page


def test_where_no_script_runs_a_picture_has_the_same_words_and_its_policy_allows_nothing():
    answer = get("/embed/finding.svg?part=economy&figure=markets&lang=en%2Bzh-Hant")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = answer.headers["content-security-policy"]
    assert policy == "default-src 'none'; frame-ancestors 'self'"
    root = ET.fromstring(text(answer))  # noqa: S314 - our own drawing
    words = "".join(root.itertext())
    for part in ("about 60%", "香港工業總會", "PlusN 2024 · "):
        assert part in words
    assert not re.search(r"""(src|href)=|url\((?!#)|style=|<script|<style""", text(answer))


def test_the_lines_for_a_host_name_the_frame_its_picture_and_follow_only_their_own_frame():
    lines = lines_for("cities", "zh-Hant", "https://plusn.example")
    address = "https://plusn.example/embed/atlas?level=city&amp;lang=zh-Hant"
    assert f'src="{address}" title="六個城市' in lines
    assert 'sandbox="allow-scripts"' in lines
    assert 'loading="lazy"' in lines
    assert "aspect-ratio: 760 / " in lines
    picture = address.replace("atlas?", "atlas.svg?")
    assert re.search(rf'<noscript>.*<img src="{re.escape(picture)}" alt="[^"]+"', lines)
    assert "frame.contentWindow !== source" in lines
    assert 'origin !== "null"' in lines


def test_every_figure_of_the_study_has_an_address_that_answers_to_what_its_lines_ask():
    for word, (figure, _) in offers().items():
        found = address_of(word, "en")
        assert (found is not None) == (figure in OPEN), word
        if found is not None:
            assert set(found[1]) <= {*OPEN[figure], "lang"}
    assert lines_for("weeks", "en", "https://plusn.example") == ""


@pytest.mark.parametrize(
    "address",
    [
        "/embed/nothing",
        "/embed/nothing.svg",
        "/embed/atlas.svg?data=/etc/passwd",
        "/embed/decision",
        "/embed/atlas?data=/etc/passwd",
        "/embed/atlas?measure=none",
        "/embed/atlas?lang=fr",
        "/embed/atlas?theme=mono",
        "/embed/atlas?level=<script>alert(1)</script>",
    ],
)
def test_a_wrong_address_gets_one_sentence_as_plain_text(address):
    answer = get(address)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert len(text(answer).splitlines()) == 1


def test_no_argument_of_an_address_names_a_file():
    assert not {name for names in OPEN.values() for name in names} & {
        "data", "case", "boundaries", "template", "compare",
    }  # fmt: skip


def test_the_same_address_is_the_same_page():
    first = embedded("atlas", {"style": "symbols"}, "'self'")
    assert first == embedded("atlas", {"style": "symbols"}, "'self'")
    assert first != embedded("atlas", {}, "'self'")


def test_who_may_show_it_is_set_by_the_office(monkeypatch):
    monkeypatch.setenv("PLUSN_FRAME_ANCESTORS", "'self' https://intranet.example:8443")
    settings.cache_clear()
    try:
        answer = get("/embed/atlas")
        told = answer.headers["content-security-policy"]
        assert told.endswith("; frame-ancestors 'self' https://intranet.example:8443")
    finally:
        settings.cache_clear()


@pytest.mark.parametrize(
    "words",
    ["*", "https://a.example; script-src *", "javascript:x", "'none' https://a.example",
     "a.example", "https://a.example/path", "'self'\r\nX: y https://"],
)  # fmt: skip
def test_what_is_no_list_of_origins_is_refused(words):
    with pytest.raises(BadValue, match="list of origins"):
        ancestors(words)


@given(st.text())
def test_an_accepted_list_never_ends_the_header(words):
    try:
        found = ancestors(words)
    except BadValue:
        return
    assert not set(found) & set(';,\r\n"')


@given(st.dictionaries(st.sampled_from(["lang", "theme", "level", "x"]), st.text(), min_size=1))
def test_any_query_is_answered_or_refused_by_name(asked):
    try:
        page, _ = embedded("atlas", asked, "'self'")
    except InputProblem:
        return
    assert page.startswith("<!doctype html>")
