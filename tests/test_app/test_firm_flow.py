"""A firm's flow figure without a browser: what is handed to its component, and what comes back."""

import json

from streamlit.testing.v1 import AppTest


def script(view="diagram", selected="", mode="look"):
    import streamlit as st  # noqa: PLC0415 - the page is run by itself

    from app.components.firm.flow import flow_figure  # noqa: PLC0415
    from plusn.firm_flow import firm_flow  # noqa: PLC0415
    from plusn.scenarios.shipped import shipped_case  # noqa: PLC0415
    from plusn.solving.jobs import solve  # noqa: PLC0415

    case = shipped_case("two_plants")
    if "spec" not in st.session_state:
        record = solve("run", case, {}, 20.0, lambda *_: None)
        st.session_state["spec"] = firm_flow(record, case, view=view)
    flow_figure(
        st.session_state["spec"],
        theme="light",
        selected=selected,
        mode=mode,
        key="fig",
        on_select=lambda name: None,  # noqa: ARG005
    )


def run(**how):
    page = AppTest.from_function(script, kwargs=how, default_timeout=60).run()
    assert not page.exception
    return page


def handed(page):
    return [json.loads(e.proto.json) for e in walk(page.main) if e.type == "bidi_component"]


def walk(block):
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from walk(child)


def test_pictures_and_tables_travel_apart_from_what_a_step_changes():
    kept, figure = handed(run(selected="facility:A"))
    assert figure["kept"] == kept["digest"]
    assert figure["selected"] == "facility:A"
    assert len(json.dumps(figure)) < 300
    assert kept["value"]["pictures"][0]["wide"].startswith("<svg")
    rows = [r["id"] for t in kept["value"]["tables"] for g in t["groups"] for r in g["rows"]]
    assert "facility:A" in rows
    assert len(rows) == len(set(rows))


def test_the_same_figure_is_not_sent_again():
    page = run()
    before = handed(page)
    assert handed(page.run()) == before


def test_a_mode_says_what_a_click_does():
    assert handed(run())[1]["guide"] == ""
    assert handed(run(view="map", mode="add"))[1]["guide"].startswith("Click the map")


def test_a_session_keeps_only_its_last_figures():
    from app.components.firm import flow  # noqa: PLC0415

    page = run()
    held = page.session_state["firm-flow.kept"]
    assert len(held) == 1
    held |= {f"old {i}": {} for i in range(flow.MOST_KEPT + 3)}
    del page.session_state["spec"]
    (newest,) = [name for name in held if not name.startswith("old")]
    del held[newest]
    page.run()
    assert len(page.session_state["firm-flow.kept"]) == flow.MOST_KEPT
    assert newest in page.session_state["firm-flow.kept"]
