"""The presenter: from the Atlas to a slide that can be edited, and to a frame on another page."""

from __future__ import annotations

import io
import re

import pptx
import pytest
from playwright.sync_api import expect
from pptx.enum.shapes import MSO_SHAPE_TYPE

from plusn.embedding import lines_for

from .host_page import host, moved, office
from .own_steps import idle

pytestmark = pytest.mark.browser
SLIDE = ".st-key-brief-preview .slide"


def test_a_map_of_the_atlas_becomes_a_slide_of_shapes(visit, site, tmp_path):
    tab = visit("", "unit=440000&level=city")
    tab.locator(".st-key-share button").first.click()
    expect(tab.locator(".st-key-get-pptx")).to_be_visible()
    tab.get_by_text("Embed in a web page").click()
    lines = tab.locator("code", has_text="plusn-frame")
    expect(lines).to_be_visible()
    assert lines.inner_text().strip() == lines_for("map.city.440000", "en", site).strip()
    tab.get_by_role("button", name="Put into a briefing").click()
    tab.wait_for_selector(SLIDE)
    idle(tab)
    assert "figures=map.city.440000" in tab.url
    expect(tab.locator(f"{SLIDE} h2")).to_contain_text("Guangdong")
    tab.get_by_role("button", name="PowerPoint").click()
    save = tab.locator(".st-key-brief-save button")
    expect(save).to_be_visible()
    with tab.expect_download() as coming:
        save.click()
    coming.value.save_as(tmp_path / "briefing.pptx")
    slides = pptx.Presentation(io.BytesIO((tmp_path / "briefing.pptx").read_bytes())).slides
    shapes = [shape for slide in slides for shape in leaves(slide.shapes)]
    cities = {shape.name[:6] for shape in shapes if re.match(r"44\d{4} ", shape.name)}
    assert len(slides) == 1
    assert len(cities) == 21
    assert not [shape for shape in shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert "Source:" in slides[0].notes_slide.notes_text_frame.text


def leaves(shapes):
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from leaves(shape.shapes)
        else:
            yield shape


@pytest.fixture
def strangers(browser):
    """Open pages that are not of the app."""
    context = browser.new_context(viewport={"width": 900, "height": 700})
    yield context
    context.close()


def test_a_frame_is_refused_until_the_office_names_the_host_and_then_its_height_is_followed(
    strangers, site, tmp_path
):
    lines = lines_for("provinces", "en", site)
    with host(tmp_path, lines) as ours:
        page = strangers.new_page()
        with page.expect_console_message(lambda told: "frame-ancestors" in told.text):
            page.goto(ours)
        assert not any("/embed/" in frame.url for frame in page.frames)
        fallback = box(page)
        assert fallback["width"] / fallback["height"] == pytest.approx(760 / 670, rel=0.1)

        with office(f"'self' {ours}") as theirs:
            (tmp_path / "index.html").write_text(moved(lines, theirs), encoding="utf-8")
            page.goto(f"{ours}/index.html")
            frame = page.frame_locator("iframe")
            expect(frame.locator("h1")).to_contain_text("hold 81%")
            followed(page)
            wide = box(page)["height"]
            page.evaluate("postMessage({plusn: 'height', height: 9}, '*')")  # not of the frame
            page.wait_for_timeout(200)
            assert box(page)["height"] == wide
            page.set_viewport_size({"width": 420, "height": 700})
            page.wait_for_function(
                "was => document.querySelector('iframe').clientHeight !== was", arg=wide
            )
            followed(page)


def box(page):
    return page.locator("iframe").bounding_box()


def followed(page):
    """Wait until the frame is as high as what stands in it."""
    inside = next(frame for frame in page.frames if "/embed/" in frame.url)
    for _ in range(40):
        page.wait_for_timeout(100)
        high = inside.evaluate("document.body.getBoundingClientRect().height")
        if abs(box(page)["height"] - high) <= 2:
            return
    raise AssertionError((box(page), high))
