"""Every number of the pages is the command's: what is asked, what is answered, what is shown."""

from __future__ import annotations

import copy
import json

import pytest
from streamlit.testing.v1 import AppTest

from briefing.firm.names import Names
from plusn.scenarios.files import case_bytes

from .firm_numbers import components, derived, forms, leaves, numbers, sentences, strays, written
from .firm_steps import ROOT, answer

LONG_S = 300
TIMES = {"seconds", "build_seconds"}
SCREENS = {
    "decide": {"page": "scenarios"},
    "explore": {"page": "scenarios", "screen": "explore", "scenario": "plus_1"},
    "today": {"page": "scenarios", "screen": "explore"},
    "compare": {"page": "scenarios", "screen": "compare"},
    "map": {"page": "supply"},
    "diagram": {"page": "supply", "view": "diagram", "by": "cost"},
}
# A figure's key → the verbs whose records it may tell.
TOLD = {
    "decision": {"decide"}, "decision-walk": {"decide"}, "swing": {"swing"},
    "ledger": {"baseline", "decide"}, "steps-bridge": {"baseline"}, "headline": {"compare"},
    "bridge": {"compare"}, "breakeven": {"breakeven"}, "duty-stack": {"duty"},
    "weeks-strip": {"survive"}, "board": {"compare"}, "compared": {"compare"},
    "tradeoff": {"tradeoff"}, "certificate": {"run"}, "inputs": {"check"},
    "two-flows.kept": {"run", "survive"}, "firm-flow.kept": {"run"},
}  # fmt: skip


def opened(page, *, case="two_plants", lang="en", more=False, **query):
    made = AppTest.from_file(ROOT / "app" / f"{page}.py", default_timeout=LONG_S)
    for name, value in {"case": case, "lang": lang, **query}.items():
        made.query_params[name] = value
    made.session_state["decision.cell"] = ("plus_1", "base")
    made.session_state["more"] = more
    return settle(made)


def settle(made):
    """Run a page until nothing on it is being worked out."""
    for _ in range(8):
        made.run()
        assert not made.exception
        going = [one for one in made.session_state["asked"] if not one.settled]
        if not going:
            return made.run()
        assert all(one.wait(LONG_S) for one in going)
    raise AssertionError("the page asks and asks")


@pytest.fixture(scope="module", params=SCREENS)
def screen(request):
    return opened(more=True, **SCREENS[request.param])


def records(page):
    found = {}
    for (kind, *_), one in page.session_state["asked"]._asked.items():
        assert one.problem is None
        found.setdefault(kind, []).append(one.record)
    return found


def ways(page, verbs):
    """Give every way in which a page may write what records of some verbs say."""
    case = page.session_state["desk"].case
    of_verbs = [record for verb in verbs for record in records(page).get(verb, ())]
    amounts = [value for record in of_verbs for value in derived(record)]
    named = set(numbers(" ".join(Names.of(case, "en").scenarios.values())))
    plants = [row.module_per_week for row in case.facilities if row.module_per_week]
    sold = [row.per_week for row in case.demand]
    used = [sum(sold), *sold]
    shares = {one / (blocks * size) for one in used for size in plants for blocks in (1, 2, 3)}
    return named.union(*map(written, of_verbs), *map(forms, [*amounts, *shares]))


def timeless(thing):
    if isinstance(thing, dict):
        return {key: timeless(value) for key, value in thing.items() if key not in TIMES}
    return [timeless(value) for value in thing] if isinstance(thing, list) else thing


def command(kind, args, file):
    given = [file, *args.pop("scenarios", ())]
    for name, value in args.items():
        given += [f"--{name.replace('_', '-')}", value]
    return [kind, *given]


def test_every_answer_on_a_page_is_what_the_command_prints(screen, capsys, tmp_path):
    case = screen.session_state["desk"].case
    file = tmp_path / "case.json"
    file.write_bytes(case_bytes(case, ".json"))
    asked = screen.session_state["asked"]._asked
    assert asked
    for (kind, digest, args, _), one in asked.items():
        assert digest == case.digest
        if kind == "check":  # tells of the file that it read
            continue
        printed = answer(capsys, *command(kind, json.loads(args), file))
        assert timeless(json.loads(json.dumps(one.record))) == timeless(printed), kind


def test_every_number_shown_is_one_of_its_record(screen):
    seen = 0
    for key, payload in components(screen):
        if key in TOLD:
            assert strays(payload, ways(screen, TOLD[key])) == [], key
            seen += sum(len(numbers(words)) for words in sentences(payload))
    assert seen > 20


def test_no_figure_is_left_out_of_the_walk(screen):
    silent = {key for key, payload in components(screen) if key not in TOLD
        and any(numbers(words) for words in sentences(payload))}  # fmt: skip
    assert {key for key in silent if not key.startswith(("turns-", "case-table"))} == set()


def test_a_number_that_is_not_the_record_s_would_be_found():
    page = opened(**SCREENS["decide"])
    payload = dict(components(page))["decision"]
    allowed = ways(page, TOLD["decision"])
    assert strays(payload, allowed) == []
    wrong = copy.deepcopy(payload)
    wrong["table"]["rows"][0]["cells"][0]["text"] = "8.8"
    assert [found for found, _ in strays(wrong, allowed)] == ["8.8"]
    other = {one for record in records(page)["decide"] for one in leaves(record)}
    assert strays(payload, set().union(*(forms(1.07 * value) for value in other)))
