"""Figures for frames: what may be asked, who may show them, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from app.embed import ROUTES, embed
from data.errors import BadValue, InputProblem
from plusn.embedding import OPEN, embedded
from plusn.settings import ancestors, settings


def get(address):
    """Answer an address as the server does; the route decides the figure."""
    path, _, query = address.partition("?")
    scope = {"type": "http", "method": "GET", "path": path, "headers": []}
    scope["query_string"] = query.encode()
    _, more = ROUTES[0].matches(scope)
    return embed(Request(scope | more))


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


@pytest.mark.parametrize(
    "address",
    [
        "/embed/nothing",
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
