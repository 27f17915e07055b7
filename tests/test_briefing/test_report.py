"""The one-file report, read as text: what stands in it, what it may do, what it gives away."""

from __future__ import annotations

import csv
import io
import json
from itertools import chain

import pytest

from briefing.backends.report.article import MOST_ROWS, PRINTED_ROWS
from briefing.backends.report.document import render, script
from briefing.backends.report.inlined import Shapes, inlined
from briefing.backends.report.offered import citation, data, numbers
from briefing.exhibit import Column, Picture, Record, Table
from briefing.spec import KeyFigure
from data.errors import RenderProblem, UnknownChoice

from .page_reading import HOSTILE, Read, faults
from .shown_figures import exhibit, page

LANGUAGES = ("en", "zh-Hant", "zh-Hans")


def pages(count=2, **changed):
    return {lang: [page(lang=lang, **changed) for _ in range(count)] for lang in LANGUAGES}


def hostile():
    words = " ".join(HOSTILE)
    heads = (Column(head=words), Column(head=words))
    said = ("title", "subtitle", "caption", "alt", "premise")
    return {
        **dict.fromkeys(said, words),
        **dict.fromkeys(("boxed", "sentences", "credits", "notes"), HOSTILE),
        "tables": (Table(title=words, columns=heads, rows=((words, words),)),),
        "key_figures": (KeyFigure(number=words, words=words),),
        "records": (Record(heads=HOSTILE, rows=(HOSTILE,)),),
    }


def test_the_same_figures_give_the_same_bytes():
    assert render(pages()) == render(pages())


def test_nothing_is_fetched_run_or_styled_but_what_the_policy_names():
    assert faults(render(pages())) == []


def test_a_fault_would_be_seen():
    made = render(pages(1))
    assert faults(made.replace('href="#figures"', 'href="https://example.org/"'))
    assert faults(made.replace("<main", '<main style="color:red"'))
    assert faults(made.replace('"use strict";', '"use strict"; alert(1);'))


def test_every_id_is_one_of_its_own_and_every_reference_has_its_id():
    made = render(pages(3))
    ids = Read(made).ids()
    assert len(ids) == len(set(ids))
    for _, attributes in Read(made).found:
        for name in ("aria-labelledby", "aria-controls", "href"):
            if attributes.get(name):
                assert attributes[name].removeprefix("#") in ids


def test_hostile_words_are_words():
    made = render({"en": [page(**hostile())]}, titles={"en": " ".join(HOSTILE)})
    assert faults(made.replace("javascript:", "")) == []
    tags = [tag for tag, _ in Read(made).found]
    assert tags.count("script") == 2
    assert not {"img", "iframe"} & set(tags)
    assert json.loads(Read(made).text["script"][0])["en"]["title"] == " ".join(HOSTILE)


def test_every_word_of_a_figure_stands_in_the_markup_without_a_script():
    made, said = exhibit(), " ".join(chain(*Read(render(pages(1))).text.values()))
    for part in (made.title, made.subtitle, *made.boxed, *made.sentences, made.caption,
                 *made.credits, *made.notes, made.as_of, made.digest[:12],
                 made.tables[0].rest, made.key_figures[0].number):  # fmt: skip
        assert part in said


@pytest.mark.parametrize("rows", [1, PRINTED_ROWS, MOST_ROWS, MOST_ROWS + 1, 40])
def test_a_table_says_how_many_rows_it_leaves_out_on_the_screen_and_on_paper(rows):
    table = exhibit().tables[0]
    cut = table.model_copy(update={"rows": (table.rows * 2)[:rows], "strong": (), "rest": ""})
    made = render({"en": [page(tables=(cut,))]})
    shown, printed = min(rows, MOST_ROWS), min(rows, PRINTED_ROWS)
    assert made.count('<th scope="row">') == shown
    assert made.count('class="more"') == shown - printed
    for where, kept in (("screen", shown), ("paper", printed)):
        told = f'<p class="rest {where}">{rows - kept} of {rows} rows are left out here.</p>'
        assert (told in made) is (rows > kept)


def test_a_sum_stays_wherever_it_stands():
    made = render({"en": [page()]})
    assert '<tr class="strong"><th scope="row">Place 20</th>' in made
    assert "7 of 20 rows are left out here." in made


def test_each_line_of_a_pair_has_its_language():
    made = render({"en+zh-Hant": [page(lang="en+zh-Hant", title="Ports\n港口")]})
    assert (
        '<span class="line" lang="en">Ports</span><span class="line" lang="zh-HK">港口</span>'
        in made
    )
    assert '<html lang="en">' in made
    assert faults(made) == []


def test_the_language_asked_for_is_shown_and_the_others_wait():
    made = render(pages(1), tongue="zh-Hans")
    sections = [a for tag, a in Read(made).found if a.get("class") == "tongue"]
    assert [a["data-tongue"] for a in sections if "hidden" not in a] == ["zh-Hans"]
    assert '<html lang="zh-CN">' in made


def test_what_cannot_be_one_report_is_refused_in_words():
    with pytest.raises(RenderProblem, match="without a figure"):
        render({})
    with pytest.raises(RenderProblem, match="same figures"):
        render({"en": [page()], "zh-Hant": [page(), page()]})
    with pytest.raises(UnknownChoice):
        render({"fr": [page()]})
    with pytest.raises(UnknownChoice):
        render(pages(1), tongue="en+zh-Hant")


def test_a_cell_that_would_be_a_formula_is_none_in_a_spreadsheet():
    made = exhibit(records=(Record(heads=("name", "n"), rows=(("=1+1", 2.5), ("+x\ty", None))),))
    assert numbers(made).splitlines()[:3] == ["name\tn", "'=1+1\t2.5", "'+x y\t"]
    rows = list(csv.reader(io.StringIO(data(made))))
    assert rows[:3] == [["name", "n"], ["'=1+1", "2.5"], ["'+x y", ""]]
    assert ["Source: a study."] in rows


def test_a_citation_has_title_date_digest_and_source():
    assert citation(exhibit(), "Ports") == "Ports. PlusN, 2024, abcdef012345. Source: a study."


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject/>",
        "<image href='#x'/>",
        "<rect style='fill:red'/>",
        "<rect onclick='alert(1)'/>",
        "<use href='https://example.org/#x'/>",
    ],
)
def test_a_picture_with_more_than_shapes_and_words_is_refused(inside):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'
    with pytest.raises(ValueError, match="a picture in a page"):
        inlined(Picture(svg=svg, width=1, height=1), Shapes(), prefix="a-", alt="")


def test_a_shape_that_many_pictures_draw_is_written_once():
    long = "M0,0" + "l1,1" * 30
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><path d="{long}" fill="#000000"/></svg>'
    shapes = Shapes()
    drawn = [
        inlined(Picture(svg=svg, width=1, height=1), shapes, prefix=f"{n}-", alt="") for n in "ab"
    ]
    assert shapes.defined().count(long) == 1
    assert all('<use fill="#000000" href="#p0"/>' in each for each in drawn)


def test_the_script_makes_no_markup():
    for way in ("innerHTML", "insertAdjacent", "document.write", "eval(", 'setAttribute("style"'):
        assert way not in script()
