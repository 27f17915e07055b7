"""Slides are native shapes, charts and tables, with sources, notes and the same bytes each time."""

from __future__ import annotations

import io

import openpyxl
import pytest

from briefing.backends.deck.build import build
from briefing.backends.deck.lettering import seen
from briefing.exhibit import Chart, Series
from briefing.paper import SLIDES
from data.errors import RenderProblem

from .deck_reading import (
    alt,
    box,
    members,
    opened,
    outside,
    overlapping,
    regions,
    runs,
    shapes,
    too_small,
    words,
)  # fmt: skip
from .deck_samples import BARS, BRIDGE, GREY, PLUM, POINTS, TABLE, exhibit, page

ENGLISH = {"440000": "Guangdong", "450000": "Guangxi", "710000": "Taiwan"}
HOSTILE = (
    "<script>alert(1)</script>", "{{a*b}} ${x} #(y)", "=1+1", "]]>&lt;!--",
    "a\u202eb\u200bc\u2066d\u00ad\ufeff", "\x00\x0b\x1f\ufffe x", "שלום abc مرحبا", "w" * 300,
    "long title words " * 18,
)  # fmt: skip


def deck(*pages, size="16:9", **how):
    return build(pages, SLIDES[size], english=ENGLISH, **how)


@pytest.fixture(scope="module")
def every():
    told = {"charts": (BARS, BRIDGE, POINTS), "tables": (TABLE,)}
    return deck(page(slide=("picture", "chart", "table"), **told))


def test_every_region_is_one_named_shape_that_says_what_is_known(every):
    slide = opened(every.content).slides[0]
    assert regions(slide) == {
        "440000 Guangdong": "30,971 · published",
        "450000 Guangxi": "0–5,300 · range only",
        "710000 Taiwan": "not covered by the study",
    }
    named = [s for s in shapes(slide) if s.name[:6].isdigit()]
    assert all(s._element.find(".//{*}custGeom") is not None for s in named)


def test_ground_that_a_region_covers_is_left_out(every):
    slide = opened(every.content).slides[0]
    plain = [s for s in shapes(slide) if s._element.find(".//{*}custGeom") is not None]
    assert len([s for s in plain if s.name.startswith("Shape")]) == 1  # the curve


def test_nothing_is_a_picture_and_nothing_takes_a_look_from_the_theme(every):
    parts = members(every.content)
    assert not [name for name in parts if "media" in name or "thumbnail" in name]
    for name, data in parts.items():
        if name.startswith("ppt/slides/slide"):
            assert b"<p:pic" not in data
            assert b"<p:style" not in data


def test_the_picture_is_one_group_with_the_figure_in_words(every):
    (group,) = [s for s in opened(every.content).slides[0].shapes if s.shape_type == 6]
    assert alt(group) == "Map. Guangdong: 30,971."


def test_words_are_large_enough_and_inside_and_over_no_other_words(every):
    shown = opened(every.content)
    for slide in shown.slides:
        assert too_small(slide) == []
        assert outside(slide, shown) == []
        assert overlapping(slide) == []


def test_every_slide_says_title_notice_source_date_and_digest(every):
    for number, slide in enumerate(opened(every.content).slides, 1):
        assert slide.shapes.title.text_frame.text == exhibit().title
        said = " ".join(words(slide))
        for needed in ("Sample", *exhibit().credits, "PlusN 2024 · 48d4242baad5"):
            assert needed in said, number
        assert [s for s in slide.placeholders if s.name == "Slide number"]


def test_notes_say_what_is_asked_and_what_it_rests_on(every):
    told = exhibit()
    for slide in opened(every.content).slides:
        said = slide.notes_slide.notes_text_frame.text
        asked = (*told.sentences, told.premise, told.question, told.answer, *told.credits)
        assert [words for words in asked if words not in said] == []


def test_what_the_author_says_is_in_the_notes():
    given = page(title="Ours")
    noted = type(given)(shown=given.shown, title="Own title", notes="Say it slowly.")
    (slide,) = opened(deck(noted).content).slides
    assert slide.shapes.title.text_frame.text == "Own title"
    assert "Say it slowly." in slide.notes_slide.notes_text_frame.text


def test_runs_name_their_faces_and_their_language():
    made = deck(page(lang="zh-Hans", title="广东 30,971 家"))
    (slide,) = opened(made.content).slides
    looks = {run.text: run._r.rPr for name, run in runs(slide) if name == "Title"}
    assert {text: look.get("lang") for text, look in looks.items()} == {
        "广东": "zh-CN", " 30,971 ": "zh-CN", "家": "zh-CN",
    }  # fmt: skip
    assert {look.find("{*}ea").get("typeface") for look in looks.values()} == {"Noto Sans CJK SC"}
    assert made.fonts == ("Noto Sans", "Noto Sans CJK SC")


def test_two_languages_stand_below_each_other():
    made = deck(page(lang="en+zh-Hant", title="Where they are\n廠在哪裏", subtitle="One\n一"))
    (slide,) = opened(made.content).slides
    lines = [p.text for p in slide.shapes.title.text_frame.paragraphs]
    assert lines == ["Where they are", "廠在哪裏"]
    assert made.fonts == ("Noto Sans", "Noto Sans CJK HK")


def test_charts_have_the_figures_numbers_labels_and_no_formula(every):
    charts = [
        s.chart for slide in opened(every.content).slides for s in slide.shapes if s.has_chart
    ]
    assert len(charts) == 3
    (bars,) = charts[0].plots[0].series
    assert tuple(bars.values) == (30971, 9557, None, 12935)
    labels = [bars.points[at].data_label.text_frame.text for at in (0, 1, 3)]
    assert labels == ["30,971", "9,557", "12,935"]
    book = openpyxl.load_workbook(io.BytesIO(charts[0].part.chart_workbook.xlsx_part.blob))
    cells = [[cell.value for cell in row] for row in book["Sheet1"].rows]
    assert cells[0] == ["", "Enterprises"]
    assert cells[3] == ["=1+1", None]
    assert book["Sheet1"]["A4"].data_type == "s"


def test_a_bridge_stands_on_a_hidden_base_and_carries_its_labels_on_top(every):
    charts = [
        s.chart for slide in opened(every.content).slides for s in slide.shapes if s.has_chart
    ]
    base, cost, heads = charts[1].plots[0].series
    assert tuple(base.values) == (0, 90, 80, 0)
    assert tuple(cost.values) == (100, 10, 10, 80)
    for unseen in (base, heads):
        assert unseen.format.fill._xPr.find("{*}noFill") is not None
    assert [heads.points[at].data_label.text_frame.text for at in range(4)] == [
        *BRIDGE.series[1].labels
    ]


def test_a_range_is_edged_and_its_words_stand_at_its_end():
    ranges = Chart(
        kind="stacked_bars", categories=("A", "B"),
        series=(
            Series(name="at least", values=(5, 0), labels=("5", "0–9"), colours=(PLUM, GREY)),
            Series(name="up to", values=(0, 9), colours=(GREY,), outlined=True),
        ),
    )  # fmt: skip
    (slide,) = opened(deck(page(charts=(ranges,), slide=("chart",))).content).slides
    (chart,) = [s.chart for s in slide.shapes if s.has_chart]
    least, most, heads = chart.plots[0].series
    assert [heads.points[at].data_label.text_frame.text for at in (0, 1)] == ["5", "0–9"]
    edges = [one.format.line.fill._xPr.find("{*}solidFill") is not None for one in (least, most)]
    assert edges == [False, True]


def test_a_chart_of_many_bars_shows_what_can_be_read_and_says_how_many():
    many = Chart(
        kind="bars", categories=tuple(f"Place {n}" for n in range(31)),
        series=(Series(name="n", values=tuple(range(31)), labels=tuple(map(str, range(31)))),),
    )  # fmt: skip
    (slide,) = opened(deck(page(charts=(many,), slide=("chart",))).content).slides
    (chart,) = [s.chart for s in slide.shapes if s.has_chart]
    kept = len(chart.plots[0].categories)
    assert 10 < kept < 20
    assert f"Rows 1 to {kept} of 31." in words(slide)
    assert overlapping(slide) == []


def test_points_stand_where_the_numbers_say(every):
    charts = [
        s.chart for slide in opened(every.content).slides for s in slide.shapes if s.has_chart
    ]
    plans, rivals = charts[2].plots[0].series
    assert [*plans.iter_values()] == [10, 7, 6]
    assert [*rivals.iter_values()] == [12, 8]


def test_all_rows_of_a_table_are_shown_and_each_slide_says_which(every):
    tables = [
        (slide, s.table)
        for slide in opened(every.content).slides
        for s in slide.shapes
        if s.has_table
    ]
    cells = [[cell.text for cell in row.cells] for _, table in tables for row in table.rows]
    heads = [row for row in cells if row[0] == "Province"]
    assert len(heads) == len(tables) > 1
    assert [tuple(row) for row in cells if row[0] != "Province"] == [*TABLE.rows]
    for slide, _ in tables:
        assert any(
            w.startswith("Rows ") and "of 34. 3 rows are left out." in w for w in words(slide)
        )


@pytest.mark.parametrize("size", SLIDES)
def test_a_slide_has_the_size_that_was_asked_for(size):
    paper = SLIDES[size]
    made = opened(deck(page(), size=size).content)
    assert (made.slide_width / 12700, made.slide_height / 12700) == (paper.width, paper.height)
    assert outside(made.slides[0], made) == []


def test_the_same_figures_give_the_same_bytes(every):
    told = {"charts": (BARS, BRIDGE, POINTS), "tables": (TABLE,)}
    assert deck(page(slide=("picture", "chart", "table"), **told)).content == every.content


def test_dates_are_those_of_the_data(every):
    core = opened(every.content).core_properties
    assert (core.created.year, core.modified.year, core.author) == (2024, 2024, "PlusN")


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_words(hostile):
    given = page(
        title=hostile, subtitle=hostile, boxed=(hostile[:60],), credits=(hostile,),
        alt=hostile, sentences=(hostile,), charts=(BARS.model_copy(update={"categories": (
            hostile[:40],) * 4}),), slide=("picture", "chart"),
    )  # fmt: skip
    shown = opened(deck(given).content)
    for slide in shown.slides:
        title = slide.shapes.title.text_frame.text
        assert seen(hostile).strip().startswith(title.rstrip("…"))
        assert outside(slide, shown) == []
        assert overlapping(slide) == []
        assert seen(hostile) in slide.notes_slide.notes_text_frame.text


def test_what_cannot_be_seen_goes_and_no_paragraph_runs_from_the_right():
    made = members(deck(page(title=HOSTILE[4])).content)
    drawn = made["ppt/slides/slide1.xml"].decode()
    assert not set("\u202e\u200b\u2066\u00ad\ufeff") & set(drawn)
    assert 'rtl="1"' not in drawn


def test_a_hatch_is_given_to_ranges_only_where_it_is_asked_for():
    plain, hatched = (
        members(deck(page(), hatch=hatch).content)["ppt/slides/slide1.xml"]
        for hatch in (False, True)
    )
    assert b"ltUpDiag" not in plain
    assert hatched.count(b"ltUpDiag") == 1


def test_a_figure_without_a_picture_shows_its_chart_or_its_table():
    bare = page(charts=(BARS,), tables=(TABLE,))
    shown = type(bare.shown)(bare.shown.exhibit, ())
    (slide,) = opened(deck(type(bare)(shown=shown)).content).slides
    assert [s.has_chart for s in slide.shapes].count(True) == 1


def test_a_figure_of_words_only_shows_what_it_says():
    bare = page(sentences=("One is so.", "Two is otherwise."))
    shown = type(bare.shown)(bare.shown.exhibit, ())
    (slide,) = opened(deck(type(bare)(shown=shown)).content).slides
    assert "One is so.\nTwo is otherwise." in words(slide)


def test_no_figure_or_two_languages_is_no_deck():
    with pytest.raises(RenderProblem, match="no figure"):
        deck()
    with pytest.raises(RenderProblem, match="en, zh-Hans"):
        deck(page(), page(lang="zh-Hans"))


def test_the_test_of_the_layout_sees_an_overlap():
    shown = opened(deck(page()).content)
    slide = shown.slides[0]
    slide.shapes.title.top = next(s for s in slide.shapes if s.name == "Subtitle").top
    assert overlapping(slide)
    slide.shapes.title.left = -100_000
    assert outside(slide, shown) == ["Title"]
    assert box(slide.shapes.title)[0] < 0
