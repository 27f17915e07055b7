"""The folium page is the same map, runs nobody's text, and asks the network for Leaflet alone."""

from __future__ import annotations

import html
import json
import re
from contextlib import nullcontext
from html.parser import HTMLParser

import pytest
from branca.element import Element

from briefing.backends import leaflet
from briefing.backends.inert import inert_text
from briefing.backends.leaflet import render, self_test
from briefing.backends.leaflet_probe import probe_land, probe_spec
from briefing.palette import RAMP_LIGHT, token
from briefing.spec import Label, Layout, Symbol
from data.errors import BadValue, RenderProblem

from .sample_land import sample_land
from .sample_spec import EVERYTHING, HOSTILE, hostile, mark, sample


class Page(HTMLParser):
    """The text, tags and scripts of a page as a browser's parser finds them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.scripts: list[str] = []
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag):  # noqa: ARG002
        self._inside = ""

    def handle_data(self, data):
        (self.scripts if self._inside == "script" else self.words).append(data)


def features(page: str) -> list[dict]:
    found = re.findall(r"_add\((\{\"features.*\})\);", page)
    return [feature for group in found for feature in json.loads(group)["features"]]


def by_code(page: str) -> dict[str, dict]:
    return {f["id"]: f["properties"] for f in features(page) if "number" in f["properties"]}


def test_hostile_text_shows_as_those_characters_wherever_it_stands() -> None:
    page = render(hostile(), sample_land())
    words = Page(page).words
    assert words.count(EVERYTHING) >= 5  # <title>, heading, subtitle, alternative text, legend
    for properties in by_code(page).values():
        assert html.unescape(properties["number"]) == EVERYTHING
    names = {html.unescape(properties["name"]) for properties in by_code(page).values()}
    assert names == set(HOSTILE)
    assert "1337" not in page


def test_hostile_text_makes_no_tag_no_handler_and_no_script() -> None:
    tame, wild = Page(render(sample(), sample_land())), Page(render(hostile(), sample_land()))
    assert [tag for tag, _ in wild.tags] == [tag for tag, _ in tame.tags]
    assert len(wild.scripts) == len(tame.scripts)
    assert not any(name.startswith("on") for _, attrs in wild.tags for name in attrs)
    script = "".join(wild.scripts)
    assert not any(sign in script for sign in ("${7*7}", "{{7*191}}", "</script", "<img"))


def test_without_the_patch_branca_would_run_the_text() -> None:
    assert Element("{{6*7}}").render() == "42"  # branca is as it was outside of our pages
    with inert_text():
        assert Element("{{6*7}}").render() == "{{6*7}}"


def test_the_self_test_refuses_to_draw_when_text_runs(monkeypatch) -> None:
    monkeypatch.setattr(leaflet, "inert_text", nullcontext)
    self_test.cache_clear()
    with pytest.raises(RenderProblem, match="run text as a program"):
        render(sample(), sample_land())
    self_test.cache_clear()


def test_the_self_test_reaches_every_slot(monkeypatch) -> None:
    pages = []
    draw = leaflet._page
    monkeypatch.setattr(leaflet, "_page", lambda *a: pages.append(draw(*a)) or pages[-1])
    self_test.cache_clear()
    self_test()
    self_test.cache_clear()
    probe = re.search(r"\{\{\d+\*\d+\}\}", pages[0]).group()
    own = render(probe_spec("PROBE"), probe_land())
    # Layer names and our own sentences are probed too, so there are more probes than here.
    assert pages[0].count(probe) > own.count("PROBE") > 10


def test_regions_without_a_value_are_never_coloured_from_the_ramp() -> None:
    page = render(sample(), sample_land())
    styles = re.findall(r'"fillColor": "(#\w+)"', page)
    plum = {spec.fill.light for spec in sample().regions if spec.fill}
    grey = {token("land").light, token("dot_ground").light}
    assert set(styles) == plum | grey
    assert not grey & set(RAMP_LIGHT)


def test_every_region_is_there_with_number_standing_and_source() -> None:
    properties = by_code(render(sample(), sample_land()))
    assert properties.keys() == {spec.code for spec in sample().regions}
    assert properties["440000"]["number"] == "30,971"
    assert properties["430000"] == {
        "code": "430000",
        "name": "Hunan",
        "number": "only a range is known",
        "known": "bounded",
        "sources": "SEED2025",
    }


def test_legend_credits_boundary_note_and_dash_line_are_on_the_page() -> None:
    spec = sample()
    page = render(spec, sample_land())
    words = Page(page).words
    shown = {spec.legend.title, spec.legend.entries[0].label, "30,971", spec.title}
    assert shown <= set(words)
    script = "".join(Page(page).scripts)
    assert all(credit in script for credit in (*spec.credits, *spec.notes))
    assert "South China Sea dash line" in script
    assert any(f["geometry"]["type"] == "MultiLineString" for f in features(page))


def test_province_outlines_can_be_switched_where_regions_are_smaller() -> None:
    assert "Province outlines" in render(probe_spec("x"), probe_land())
    assert "Province outlines" not in render(sample(), sample_land())


def test_symbols_are_drawn_at_their_place_with_their_size() -> None:
    frame = sample().wide.frame
    symbol = Symbol(
        level="province", code="440000", x=40, y=30, radius=17.5, colour=token("accent")
    )
    page = render(sample(wide=Layout(frame=frame, symbols=(symbol,))), sample_land())
    (point,) = [f for f in features(page) if f["geometry"]["type"] == "Point"]
    assert '"radius": 17.5' in page
    assert point["properties"]["name"] == "Guangdong"


def test_places_keep_their_names_on_a_map_that_moves() -> None:
    spec = sample()
    labels = (
        Label(kind="place", x=60, y=70, name="Hong Kong", dot=(58, 68)),
        Label(kind="callout", x=10, y=20, name="Guangdong", number="30,971"),
        Label(kind="quiet", x=10, y=20, name="Hunan"),
    )
    page = render(sample(wide=Layout(frame=spec.wide.frame, labels=labels)), sample_land())
    names = [f["properties"]["name"] for f in features(page) if "side" in f["properties"]]
    assert names == ["Hong Kong", "Guangdong 30,971"]


def test_members_of_a_group_are_outlined_and_lie_on_top() -> None:
    page = render(sample(regions=(mark(3, in_group=True), mark(5))), sample_land())
    assert [f["id"] for f in features(page) if "number" in f["properties"]] == ["810000", "440000"]
    assert re.search(rf'"color": "{token("ink").light}", "fillColor": "#73073b"', page)


def test_labels_of_the_ramp_never_touch_and_its_ticks_stay() -> None:
    assert leaflet._spread([0, 12, 14, 50, 51]) == [0, 13, 26, 50, 63]


def addresses(page: str) -> list[str]:
    return [
        value
        for _, attrs in Page(page).tags
        for name, value in attrs.items()
        if name in {"src", "href"}
    ]


def test_only_leaflet_is_asked_for_and_no_tiles() -> None:
    page = render(sample(), sample_land())
    assert [place.rsplit("/", 1)[-1] for place in addresses(page)] == ["leaflet.js", "leaflet.css"]
    assert "tileLayer" not in page


def test_a_mirror_takes_the_place_of_every_outside_address() -> None:
    page = render(sample(), sample_land(), asset_base="/static/leaflet/")
    assert addresses(page) == ["/static/leaflet/leaflet.js", "/static/leaflet/leaflet.css"]
    assert not re.search(r"https?://", page)


@pytest.mark.parametrize(
    "base",
    [
        'x"></script>',
        "javascript:alert(1)//",
        "data:text/html,x",
        "{{1}}",
        "a b",
        "",
        "//host/x",
        "https://host:x/",
    ],
)
def test_an_asset_base_that_is_no_folder_is_refused(base: str) -> None:
    with pytest.raises(BadValue, match="no address"):
        render(sample(), sample_land(), asset_base=base)


@pytest.mark.parametrize(
    "base",
    [
        "/",
        "./",
        "static",
        "../up/leaflet",
        "https://example.org",
        "http://127.0.0.1:8080/a/b@1.9.4/",
    ],
)
def test_folders_near_and_far_are_taken(base: str) -> None:
    page = render(sample(), sample_land(), asset_base=base)
    assert addresses(page)[0] == f"{base.rstrip('/')}/leaflet.js"


def test_a_region_without_a_shape_is_refused() -> None:
    with pytest.raises(RenderProblem, match="no boundary"):
        render(sample(regions=(mark(3, code="650000"),)), sample_land())


def test_the_page_is_the_same_twice_and_names_its_language() -> None:
    assert render(sample("zh-Hant"), sample_land()) == render(sample("zh-Hant"), sample_land())
    assert '<html lang="zh-HK">' in render(sample("zh-Hant"), sample_land())
