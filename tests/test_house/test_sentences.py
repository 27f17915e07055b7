"""Every sentence of the engine can be said in every language."""

import ast
import json
import re
from string import Formatter

import pytest

from briefing.firm.names import Names
from briefing.phrases import FIGURES, sentences
from data.phrase import NAMED
from plusn.scenarios.regimes import regimes

from .sources import ROOT, modules
from .test_catalogues import ELSEWHERE, SIMPLIFIED, TRADITIONAL, WORKSHOP

LANGUAGES = ("zh-Hant", "zh-Hans")
FOLDER = ROOT / "briefing" / "text" / "said"
AREAS = sorted({file.name.partition(".")[0] for file in FOLDER.glob("*.zh-*.json")})
SPEAKERS = {"said", "joined"}
# Where the joint is the caller's: `data.errors.together`; its callers' are looked for by name.
FREE = {("data.errors", "between")}
# Names of programs, files and things that are written so in every language.
LATIN = {
    *("CSV", "JSON", "YAML", "XML", "UTF", "Excel", "xlsx", "xls", "csv", "MB", "HKD", "VN"),
    *("Gi", "Vietnam", "VNM", "Cosmic", "Frog", "Exclude", "productionpolicies", "IEEPA", "true"),
    *("false", "set", "control", "products", "id", "phone", "name", "Phone", "column", "value"),
    *("Arrow", "Avro", "FlatGeobuf", "GML", "GPX", "GeoJSON", "GeoPackage", "GeoParquet", "KML"),
    *("Mercator", "Numbers", "ORC", "OpenDocument", "PDF", "Pages", "Parquet", "Python", "WGS"),
    *("Shapefile", "WPS", "Web", "EPSG", "cpg", "dbf", "et", "pickle", "prj", "shp", "xlsb", "zip"),
    *("lon", "lat", "EPSG", "WKB", "Parquet", "pip", "install", "plusn", "dask", "Dask", "PlusN"),
    *("pptx", "PowerPoint"),
    *("tcp", "scheduler", "worker", "postgis", "psycopg", "UpdateGeometrySRID", "GPS", "GCJ", "BD"),
}


def templates():
    """Give every template of the code: (module, template); None where it is no literal."""
    for name, tree in modules().items():
        if name.split(".")[0] not in {"data", "geo", "network", "plusn"}:
            continue
        for node in ast.walk(tree):
            speaker = getattr(getattr(node, "func", None), "id", "")
            if speaker in SPEAKERS and node.args:
                first = node.args[0]
                literal = isinstance(first, ast.Constant) and isinstance(first.value, str)
                if literal:
                    yield name, first.value
                elif (name, ast.unparse(first)) not in FREE:
                    yield name, None
            if speaker == "together":
                yield name, node.args[1].value


def wanted():
    notes = {note.template for regime in regimes() for note in regime.notes}
    return {template for _, template in templates()} | notes


def placeholders(words):
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def test_every_template_is_a_literal():
    assert [name for name, template in templates() if template is None] == []


def test_the_search_for_templates_does_not_go_blind():
    assert len(wanted()) > 600


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_of_the_engine_is_translated(lang):
    assert sorted(wanted() - sentences(lang).keys()) == []


@pytest.mark.parametrize("lang", ["en", *LANGUAGES])
def test_every_translation_is_of_a_sentence_that_is_said(lang):
    assert sorted(sentences(lang).keys() - wanted()) == []


@pytest.mark.parametrize("lang", ["en", *LANGUAGES])
def test_a_translation_has_the_placeholders_of_its_sentence(lang):
    odd = [en for en, words in sentences(lang).items() if placeholders(en) != placeholders(words)]
    assert odd == []


@pytest.mark.parametrize("area", AREAS)
def test_an_area_has_the_same_sentences_in_both_languages(area):
    hant, hans = (
        json.loads((FOLDER / f"{area}.{lang}.json").read_text(encoding="utf-8"))
        for lang in LANGUAGES
    )
    assert list(hant) == list(hans) == sorted(hant)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_english_is_left_in_a_translation(lang):
    for english, words in sentences(lang).items():
        bare = re.sub(r"\{[^{}]*\}", "", words.replace("{{", "").replace("}}", ""))
        left = set(re.findall(r"[A-Za-z]+", bare)) - LATIN
        assert left == set(), english


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_is_in_its_script_and_in_words_of_the_house(lang):
    wrong = SIMPLIFIED if lang == "zh-Hant" else TRADITIONAL
    for english, words in sentences(lang).items():
        assert not wrong & set(words), english
        assert "≤" not in words, english
        assert not re.search(WORKSHOP, re.sub(r"\{[^}]*\}", "", words)), english
        if lang == "zh-Hant":
            assert not [word for word in ELSEWHERE if word in words], english


def test_every_kind_of_mark_has_a_way_to_be_named():
    ours = {"table", "column", "choice", *FIGURES}
    assert [kind for kind in NAMED if kind not in ours and not hasattr(Names, kind)] == []
