"""A brief says everything that is wrong with it at once, with the line and the remedy."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.brief_files import LARGEST_BRIEF, read_shipped, shipped_names
from data.cases.yaml_tree import read_tree
from data.errors import BadValue, InputProblem, PlusNError, Problems, TooLarge, UnreadableFile
from plusn.briefs.briefing import Briefing
from plusn.briefs.each import arguments_of, provinces
from plusn.briefs.opening import brief
from plusn.briefs.reading import brief_of
from plusn.briefs.schema import LONGEST_TITLE, MOST_PAGES, Brief, Entry
from plusn.exhibits.registry import HOMES, asked, home_of, show

UNDER = {"scenario", "policy", "regime"}  # what every figure of a firm can be asked under
GOOD = """\
title: One map
lang: en
figures:
- figure: atlas
"""
# A line of the brief → what is told of it.
WRONG = {
    "title: 3": None,  # digits are a title
    "title: [a]": "title cannot be \"['a']\" (line 1). Write a text.",
    f"title: {'x' * 300}": "title has 300 characters (line 1). At most 200 are allowed.",
    'title: "a\\u200bb"': "title has a character that nobody sees (U+200B) (line 1). "
    "Type the words anew, or paste them as plain text.",
    'title: "a\\u202eb"': "title has a character that nobody sees (U+202E) (line 1). "
    "Type the words anew, or paste them as plain text.",
    "title: אבג": "title has writing from right to left (U+05D0) (line 1). "
    "Write it in English or Chinese: no output here sets such text.",
    "title: {en: a, fr: b}": "there is no 'fr' here (line 1). Use one of: en, zh-Hant, zh-Hans.",
    "lang: fr": "unknown language 'fr' (line 1). Use one of: en, zh-Hant, zh-Hans, en+zh-Hant",
    "lang: en+en": "unknown language 'en+en' (line 1). Use one of: en,",
    "size: 16:10": "unknown size '16:10' (line 1). Did you mean 16:9? Use one of: 16:9, 4:3, A4.",
    "page: A5": "unknown page 'A5' (line 1). ",
    "ink: grey": "unknown ink 'grey' (line 1). Use one of: colour, mono.",
    "colour: red": "there is no 'colour' here (line 1). Use one of: title, subtitle,",
    "sise: 4:3": "there is no 'sise' here (line 1). Did you mean size? ",
    "figures: []": "figures cannot be '[]' (line 1). Write at least one.",
    "figures: atlas": "figures cannot be 'atlas' (line 1). Write a list.",
    "figures: [atlas]": "figures cannot be 'atlas' (figure 1, line 1). Write keys with their val",
    "figures: [{with: {}}]": "figure is missing (figure 1, line 1). Write figure with its value.",
    "figures: [{figure: atlass}]": "unknown figure 'atlass' (figure 1, line 1). "
    "Did you mean atlas? Use one of: ",
    "figures: [{figure: atlas, with: {levle: city}}]": "there is no 'levle' here "
    "(figure 1, line 1). Did you mean level? Use one of: level, measure,",
    "figures: [{figure: atlas, titel: x}]": "there is no 'titel' here (figure 1, line 1). "
    "Did you mean title? Use one of: figure, with, for_each, title, notes.",
    "figures: [{figure: atlas, with: [city]}]": "with cannot be \"['city']\" (figure 1, line 1). ",
    'figures: [{figure: atlas, notes: "a\\u2066b"}]': "notes has a character that nobody sees",
    "figures: [{figure: atlas, for_each: {within: towns}}]": "(figure 1, line 1)",
    "figures: [{figure: atlas, for_each: {wihtin: [440000]}}]": "there is no 'wihtin' here",
}


def read(text: str) -> Brief:
    return brief_of(read_tree(text.encode(), name="b.yaml"), name="b.yaml")


def told(text: str) -> str:
    with pytest.raises(Problems) as refused:
        read(text)
    return str(refused.value)


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_line_is_told_with_its_place_and_its_remedy(line) -> None:
    rest = "".join(
        kept for kept in GOOD.splitlines(keepends=True)
        if not line.startswith(kept.partition(":")[0]) and not (
            line.startswith("figures") and kept.startswith("-")
        )
    )  # fmt: skip
    if WRONG[line] is None:
        assert read(f"{line}\n{rest}").title == "3"
    else:
        said = told(f"{line}\n{rest}")
        assert WRONG[line] in said
        assert "problems in" not in said


def test_without_a_language_every_language_is_named() -> None:
    said = told("title: a\nfigures: [{figure: atlas}]")
    assert said.startswith("the brief names no language. Write lang: and one of: en, zh-Hant,")


def test_all_is_told_at_once_in_the_order_of_the_lines() -> None:
    said = told(
        "title: 'a\\u200b'\nsize: 5\nfigures:\n- figure: nothing\n- figure: atlas\n"
        "  with: {level: 4, k: x, titel: 3}\n".replace("'a\\u200b'", '"a\\u200b"')
    )
    assert said.startswith("6 problems in b.yaml:")
    lines = [line.partition("line ")[2][:1] for line in said.splitlines()[1:]]
    assert lines == sorted(lines)


def test_a_number_stands_for_its_digits_where_words_are_wanted() -> None:
    made = read(GOOD + "  with: {within: 440000}\n  title: 2025\nas_of: 2025\n")
    assert (made.as_of, made.figures[0].title) == ("2025", "2025")
    assert asked("atlas", made.figures[0].arguments).within == "440000"


@pytest.mark.parametrize(
    ("raw", "error", "words"),
    [
        (b"- a\n", UnreadableFile, "b.yaml is not a brief. Write a mapping with the keys title"),
        (b"", UnreadableFile, "b.yaml is not a brief"),
        (b"title: &a x\n", UnreadableFile, "anchors and aliases are not read (line 1)"),
        (b"title: !!python/object:os.system x\n", UnreadableFile, "tags are not read"),
        (b"title: x\ntitle: y\n", UnreadableFile, "the key 'title' stands twice (line 2)"),
        (b"title: [\n", UnreadableFile, "not well-formed YAML"),
        (b"title: \xff\n", UnreadableFile, "not UTF-8"),
        (b"#" * (LARGEST_BRIEF + 1), TooLarge, "more than 200,000 bytes"),
    ],
)
def test_what_is_no_brief_is_refused(raw, error, words, tmp_path) -> None:
    path = tmp_path / "b.yaml"
    path.write_bytes(raw)
    with pytest.raises(error) as refused:
        brief(path)
    assert words in str(refused.value)


def test_a_file_that_is_not_there_and_a_name_that_is_none_are_told_apart(tmp_path) -> None:
    with pytest.raises(UnreadableFile, match=r"brief cannot be read .*none.yaml.*Name a file"):
        brief(tmp_path / "none.yaml")
    with pytest.raises(BadValue, match=r"no brief is called 'stduy'.*firm, provinces, study"):
        brief("stduy")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["en", "level"]) | st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)
ENTRY = st.fixed_dictionaries(
    {"figure": st.sampled_from(["atlas", "finding"]) | ANYTHING},
    optional=dict.fromkeys(("with", "for_each", "title", "notes", "x"), ANYTHING),
)
TREE = st.fixed_dictionaries(
    {},
    optional={
        "title": ANYTHING,
        "lang": st.just("en") | ANYTHING,
        "figures": st.lists(ENTRY, max_size=2) | ANYTHING,
        "size": ANYTHING,
    },
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREE | ANYTHING)
def test_whatever_is_given_is_a_brief_or_an_input_problem(tree) -> None:
    with suppress(InputProblem):
        assert isinstance(brief_of(tree, name="b"), Brief)


def test_what_a_caller_gives_wins_over_the_file() -> None:
    made = brief("study", lang="zh-Hant", size="4:3", page="slide", ink="mono").brief
    assert (made.lang, made.size, made.page, made.ink) == ("zh-Hant", "4:3", "slide", "mono")


def test_an_argument_for_all_reaches_the_figures_that_know_it() -> None:
    given = {"title": "t", "lang": "en", "figures": [{"figure": "atlas"}]}
    made = brief(given, arguments={"style": "symbols"}).brief
    assert made.figures[0].arguments == {"style": "symbols"}
    with pytest.raises(BadValue, match="no figure of the brief has an argument 'caze'"):
        brief(given, arguments={"caze": "x"})


def test_a_file_is_looked_for_beside_the_brief(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path.parent)
    (tmp_path / "mine.yaml").write_bytes(b"{}")
    path = tmp_path / "b.yaml"
    path.write_text(
        "title: t\nlang: en\nfigures:\n- {figure: decision, with: {case: mine.yaml}}\n"
        "- {figure: decision, with: {case: electronics}}\n"
        "- {figure: decision, with: {case: x.yaml}}",
        encoding="utf-8",
    )
    cases = [entry.arguments["case"] for entry in brief(path).brief.figures]
    assert cases == [str(tmp_path / "mine.yaml"), "electronics", "x.yaml"]


def test_one_entry_for_each_province_is_a_page_each_the_largest_first() -> None:
    made = read(GOOD + "  for_each: {within: provinces}\n")
    assert [one["within"] for one in arguments_of(made.figures[0])] == [*provinces()]
    assert provinces() == ("440000", "320000", "350000", "330000")


def test_too_many_pages_are_refused_before_any_is_made() -> None:
    values = [str(one) for one in range(MOST_PAGES + 1)]
    made = read(GOOD + f"  for_each: {{within: {values}}}\n".replace("'", '"'))
    with pytest.raises(TooLarge, match=f"{MOST_PAGES + 1} pages"):
        Briefing(brief=made).pages_in("en")


def test_figures_that_cannot_be_made_are_all_told() -> None:
    made = brief(
        {"title": "t", "lang": "en", "figures": [
            {"figure": "atlas", "with": {"within": "999999"}},
            {"figure": "atlas", "with": {"level": "village"}},
        ]}
    )  # fmt: skip
    with pytest.raises(Problems) as refused:
        _ = made.pages
    assert len(refused.value.problems) == 2


def test_the_authors_words_stand_in_the_language_they_are_in() -> None:
    made = brief(
        {"title": {"en": "Where", "zh-Hant": "分布"}, "lang": "en", "figures": [
            {"figure": "atlas", "title": "Mine", "notes": {"zh-Hant": "備註"}},
        ]}
    )  # fmt: skip
    [english], [chinese] = made.pages_in("en"), made.pages_in("zh-Hant")
    assert (english.heading, english.notes) == ("Mine", "")
    assert (chinese.heading, chinese.notes) == (chinese.shown.exhibit.title, "備註")
    assert made.title == "Where"


@pytest.mark.parametrize("name", shipped_names())
@pytest.mark.parametrize("lang", ["en", "zh-Hant", "zh-Hans"])
def test_a_shipped_brief_is_good_and_has_its_title_in_every_language(name, lang) -> None:
    made = brief_of(read_shipped(name), name=name)
    assert isinstance(made.title, dict)
    assert made.title[lang]
    assert len(made.title[lang]) < LONGEST_TITLE


@pytest.mark.parametrize("name", HOMES)
def test_every_figure_refuses_what_it_does_not_know(name) -> None:
    with pytest.raises(Problems, match="there is no 'no_such_thing' here"):
        asked(name, {"no_such_thing": 1})
    assert home_of(name).Asked.model_fields is not None


def test_a_language_is_checked_before_the_figure_is_made() -> None:
    with pytest.raises(PlusNError, match="unknown language 'fr'"):
        show("atlas", lang="fr")


DOCS = (Path(__file__).parents[2] / "docs" / "briefs.md").read_text(encoding="utf-8")


def test_the_brief_of_the_documents_is_good() -> None:
    made = read(DOCS.partition("```yaml\n")[2].partition("```")[0])
    assert [entry.figure for entry in made.figures] == ["atlas", "atlas", "finding"]
    assert made.lang == "en+zh-Hant"


@pytest.mark.parametrize("name", HOMES)
def test_every_figure_and_its_arguments_are_in_the_documents(name) -> None:
    [row] = [
        row for row in DOCS.splitlines() if f"`{name}`" in row.partition("|")[2].partition("|")[0]
    ]
    told = [word.strip(" `|.") for word in row.replace(":", ",").replace(";", ",").split(",")]
    if "and what the" not in row:
        wanted = {*home_of(name).Asked.model_fields} - {"run_date", *UNDER}
        if "as `atlas`" in row:
            wanted -= {*home_of("atlas").Asked.model_fields}
        assert {word.split()[-1] for word in told if word} >= wanted


@pytest.mark.parametrize("key", [*Brief.model_fields])
def test_every_key_of_a_brief_is_in_the_documents(key) -> None:
    assert f"| `{key}` |" in DOCS


def test_the_documents_name_every_key_of_a_figure() -> None:
    for name, field in Entry.model_fields.items():
        assert f"| `{field.alias or name}` |" in DOCS
