"""Figures of a firm, of the study's network and of its findings, as documents take them."""

from __future__ import annotations

import re

import pytest

from briefing.exhibit import Room
from briefing.fitting import least_text, size_of
from data.errors import Problems, UnknownChoice, WrongColumns
from plusn.exhibits.firm_case import answer, case_of
from plusn.exhibits.registry import asked, show
from plusn.solving import jobs

LANGUAGES = ("en", "zh-Hant", "zh-Hans")
FIRM = {"case": "two_plants"}
FIGURES = (
    ("supply", {"view": "map"}),
    ("supply", {"view": "diagram"}),
    ("finding", {"part": "strategy", "figure": "research"}),
    ("flow", {"view": "map"}),
    ("flow", {**FIRM, "view": "diagram"}),
    ("decision", FIRM),
    ("bridge", FIRM),
    ("tradeoff", FIRM),
    ("weeks", FIRM),
    ("swing", FIRM),
    ("breakeven", FIRM),
)
ROOMS = {
    "16:9": Room(width=771, height=268),
    "4:3": Room(width=569, height=257),
    "A4": Room(width=687, height=584, text=10.4),
}
NAMES = [f"{name}-{args.get('view', args.get('case', ''))}" for name, args in FIGURES]
CLICKS = ("click", "your ", "Click", "點按", "点击")


def kind(name):
    """Give a figure of the firm that ships to learn from."""
    return show(name, FIRM)


def fits(picture, room):
    """Check size and type of a picture."""
    width, height = size_of(picture.svg)
    assert (width, height) == (picture.width, picture.height)
    assert picture.width <= room.width + 0.5
    assert picture.height <= room.height + 1
    box = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', picture.svg)
    scale = picture.width / float(box[1])
    assert scale * least_text(picture.svg) >= room.text - 0.05


@pytest.mark.parametrize(("name", "args"), FIGURES, ids=NAMES)
@pytest.mark.parametrize("room", ROOMS)
def test_pictures_fit_their_room_with_words_as_large_as_asked(name, args, room):
    for picture in show(name, args).pictures(ROOMS[room], "light"):
        fits(picture, ROOMS[room])


@pytest.mark.parametrize(("name", "args"), FIGURES, ids=NAMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_has_its_words_in_every_language(name, args, lang):
    exhibit = show(name, args, lang=lang).exhibit
    assert exhibit.lang == lang
    for words in ("title", "caption", "alt", "premise", "question", "answer", "as_of", "digest"):
        assert getattr(exhibit, words).strip(), words
    assert exhibit.credits
    assert exhibit.records
    told = exhibit.model_dump_json()
    assert not [word for word in CLICKS if word in told]


@pytest.mark.parametrize(("name", "args"), FIGURES, ids=NAMES)
def test_two_languages_stand_together(name, args):
    one, two = (show(name, args, lang=lang).exhibit for lang in ("en", "zh-Hant"))
    both = show(name, args, lang="en+zh-Hant")
    assert both.exhibit.title == f"{one.title}\n{two.title}"
    (first, *_) = both.pictures(ROOMS["16:9"], "light")
    fits(first, ROOMS["16:9"])


@pytest.mark.parametrize(("name", "args"), FIGURES, ids=NAMES)
def test_a_figure_made_twice_is_the_same_to_the_byte(name, args):
    first, again = (show(name, args) for _ in range(2))
    assert first.exhibit == again.exhibit
    room = ROOMS["16:9"]
    for theme in ("light", "dark", "mono"):
        assert first.pictures(room, theme) == again.pictures(room, theme)


def test_themes_are_drawn_in_colours_of_their_own():
    drawn = {theme: kind("decision").pictures(ROOMS["16:9"], theme) for theme in ("light", "dark")}
    assert drawn["light"] != drawn["dark"]


def test_the_decision_table_has_the_numbers_of_the_record():
    record = answer("decide", case_of(asked("decision", FIRM)))
    (table,) = kind("decision").exhibit.records
    found = {(row[0], row[2]): (row[5], row[6]) for row in table.rows}
    told = {
        (row["plan"], row["regime"]): (row["cost"], row["difference"])
        for row in record["tables"]["decision"]
    }
    assert found
    assert all(told[cell] == numbers for cell, numbers in found.items())


def test_the_columns_of_a_bridge_stand_where_the_last_one_ends():
    (chart,) = kind("bridge").exhibit.charts
    base, total, falls, rises = chart.series
    assert base.hidden
    level = None
    for at in range(len(chart.categories)):
        if total.values[at] is not None:
            level = total.values[at]
            continue
        low, up, down = base.values[at], rises.values[at], falls.values[at]
        start = low if up is not None else low + down
        assert start == pytest.approx(level)
        level = low + (up or 0.0)
    assert level == pytest.approx(total.values[-1])


def test_the_totals_of_a_bridge_are_those_of_the_record():
    exhibit = kind("bridge").exhibit
    (record,) = exhibit.records
    ends = [row[4] for row in record.rows if row[1] == "total"]
    told = [f"{end / 1e6:,.1f}" for end in ends]
    assert [figure.number for figure in exhibit.key_figures] == told


def test_the_points_of_a_trade_off_are_those_of_the_record():
    record = answer("tradeoff", case_of(asked("tradeoff", FIRM)), {"against": "lead_time_max_days"})
    costs = {row["cost"] for row in record["tables"]["tradeoff"]}
    (chart,) = kind("tradeoff").exhibit.charts
    assert chart.across
    assert set(chart.across) <= costs


def test_weeks_are_those_of_the_record():
    record = answer("survive", case_of(asked("weeks", FIRM)))
    told = {row["place"]: row["weeks_served"] for row in record["tables"]["survival"]}
    (table,) = kind("weeks").exhibit.records
    assert {row[0]: row[3] for row in table.rows}.items() <= told.items()


def test_an_answer_is_worked_out_once_for_all_languages(monkeypatch):
    show("swing", FIRM)
    monkeypatch.setattr(jobs, "solve", lambda *_: pytest.fail("solved again"))
    for lang in (*LANGUAGES, "en+zh-Hant"):
        show("swing", FIRM, lang=lang)


def test_a_made_up_firm_is_boxed_as_such():
    for name in ("flow", "decision", "bridge", "tradeoff", "weeks", "swing", "breakeven"):
        assert any("made up" in words for words in kind(name).exhibit.boxed), name


def test_a_finding_quotes_the_study_for_every_fact():
    exhibit = show("finding", {"part": "economy"}).exhibit
    (record,) = exhibit.records
    quotations = {row[4] for row in record.rows}
    assert all(quotations)
    assert {row[3] for row in exhibit.tables[0].rows} == quotations


def test_a_map_of_the_study_names_its_boundaries_and_no_quantity():
    exhibit = show("supply", {}).exhibit
    assert any("Boundaries" in note for note in exhibit.notes)
    assert not exhibit.charts


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("supply", {"view": "globe"}),
        ("finding", {"chapter": "economy"}),
        ("flow", {"measure": "weight"}),
        ("tradeoff", {"against": "joy"}),
        ("weeks", {"available": 2}),
        ("swing", {"run_date": "tomorrow"}),
    ],
)
def test_unknown_arguments_are_refused_with_a_remedy(name, args):
    with pytest.raises(Problems):
        asked(name, args)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("finding", {"part": "economy", "figure": "weather"}),
        ("bridge", {**FIRM, "scenario": "war"}),
        ("bridge", {**FIRM, "plan": "hope"}),
        ("weeks", {**FIRM, "beside": "war"}),
        ("flow", {"case": "no such case"}),
    ],
)
def test_what_a_case_does_not_have_is_refused_by_name(name, args):
    with pytest.raises(UnknownChoice):
        show(name, args)


def test_half_a_number_to_move_is_refused():
    with pytest.raises(WrongColumns):
        show("breakeven", {**FIRM, "table": "duties"})


def test_bars_on_several_sheets_keep_one_scale():
    shown = show("finding", {"part": "enterprises"})
    pictures = shown.pictures(Room(width=771, height=170), "light")
    assert len(pictures) > 1
    (chart,) = shown.exhibit.charts
    drawn = [
        float(width)
        for picture in pictures
        for width in re.findall(r'width="([0-9.]+)" height="15"', picture.svg)
    ]
    ratios = [a / b for a, b in zip(drawn, chart.series[0].values, strict=True)]
    assert max(ratios) == pytest.approx(min(ratios), rel=0.01)
