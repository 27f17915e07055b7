"""How a view speaks: singular, ties, reasons, a user's own numbers, and no stumbling sentence."""

from __future__ import annotations

import re

import plusn

from .atlas_figures import every, figure, specs

HEAD = "level,code,value\n"
CITIES = ("count", "city", None, "fill")
STUMBLES = re.compile(r"  |\.\.|。。|\s[.,;，。；]|[,;，；]\s*[.。]|^\s|\s$|\{|\}|\bNone\b|\bnan\b")
PLURALS = re.compile(
    r"\b(?:1|one) (?:more )?(?:others|places|cities|counties|rows|provinces)\b", re.IGNORECASE
)


def view(name, language="en", arguments=CITIES):
    return next(s for s in specs(arguments) if s.view == name and s.lang == language)


def own(folder, body, **choices):
    place = folder / "own.csv"
    place.write_text(HEAD + body, encoding="utf-8")
    return plusn.atlas(data=place, **choices)


def sentences(spec):
    yield from (spec.title, spec.subtitle, spec.caption, spec.alt, *spec.credits, *spec.notes)
    yield from (f"{each.number} {each.words}" for each in spec.key_figures)
    yield from (entry.label for entry in spec.legend.entries)
    for aside in spec.asides:
        yield from filter(None, (aside.title, aside.text, *aside.captions))
    for table in spec.tables:
        yield from filter(None, (table.title, table.note, table.footnote))
        yield from (f"{bar.name} {bar.note}".strip() for bar in table.bars)


def test_no_sentence_stumbles_over_its_spaces_and_stops() -> None:
    found = [w for _, spec in every() for w in sentences(spec) if STUMBLES.search(w)]
    assert not found


def test_one_is_singular() -> None:
    found = [w for _, s in every() if s.lang == "en" for w in sentences(s) if PLURALS.search(w)]
    assert not found
    assert "in the one city published" in view("320000").key_figures[1].words


def test_a_place_with_the_first_rank_is_said_to_be_first() -> None:
    arguments = ("rank", "province", None, "fill")
    assert view("100000", arguments=arguments).title.startswith("Guangdong ranks first")
    assert view("100000", "zh-Hans", arguments).title.startswith("广东排名第一")


def test_a_tie_for_the_first_place_is_named(tmp_path) -> None:
    codes = sorted({m.code for m in figure(*CITIES).spec.regions if m.code.startswith("44")})
    rows = "".join(f"city,{c},{9 if c in {'440300', '441900'} else 1}\n" for c in codes)
    title = own(tmp_path, rows, within="440000").spec.title
    assert "Shenzhen and Dongguan" in title
    assert "holds" not in title


def test_a_headline_that_ends_itself_gets_no_second_stop() -> None:
    spec = plusn.atlas(title="Where they are.").spec
    assert spec.title == "Where they are."
    assert spec.caption.startswith("Where they are. Hong Kong-invested")
    assert ".." not in spec.caption + spec.alt


def test_a_province_without_a_published_city_says_so_and_speaks_of_no_others() -> None:
    spec = view("330000")
    assert spec.title == "No city in Zhejiang has a published number: each has only a range"
    said = [bar.name for table in spec.tables for bar in table.bars]
    assert said == ["11 places"]
    assert "other" not in spec.tables[0].footnote


def test_a_reason_names_the_whole_it_subtracts_from_and_its_own_premise() -> None:
    regions = {m.code: m.because for m in view("440000").regions}
    assert regions["440100"].startswith("In Guangdong, 30,971 − 17,396 leaves 13,575 for 18 places")
    assert "no unlisted city has more than Shanghai" in regions["440100"]
    nation = {m.code: m.because for m in plusn.atlas().spec.regions}
    assert "68,314 − 55,379 leaves 12,935 for 26 places" in nation["430000"]
    assert "no unlisted province has more than Zhejiang" in nation["430000"]
    assert "no unlisted municipality has more than Shanghai" in nation["110000"]


def test_a_users_numbers_are_not_called_enterprises(tmp_path) -> None:
    body = "country,100000,500\nprovince,440000,100\nprovince,430000,50\n"
    for measure in ("count", "density", "per_capita"):
        spec = own(tmp_path, body, measure=measure).spec
        assert not [w for w in sentences(spec) if re.search("enterprise|sample", w)]


def test_a_province_whose_count_is_given_is_no_range_where_the_nation_has_no_total(
    tmp_path,
) -> None:
    figures = own(tmp_path, "province,440000,520\n", within="440000").spec.key_figures
    assert figures[0].number == "520"
    assert "range" not in figures[0].words
