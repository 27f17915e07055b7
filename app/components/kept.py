"""Data that a page's scripts keep in the browser: sent once, then named by their digest.

Such data travel in a hidden component of their own, whose message stays the same from run to run,
so that Streamlit's message cache keeps it and a step of the reader costs little.
"""

from __future__ import annotations

from importlib import resources
from typing import Any

import streamlit as st

_kept = st.components.v2.component(
    "plusn_kept",
    js=(resources.files("app.components") / "atlas_kept.js").read_text(encoding="utf-8"),
)


def keep(key: str, digest: str, value: Any) -> None:  # noqa: ANN401 - any data that JSON can say
    """Hand data to the browser's store; scripts hear ``plusn-kept`` and look there by digest.

    Parameters
    ----------
    key
        Name of the hidden component in the session.
    digest
        Name of the data, which never change under it.
    """
    _kept(key=key, data={"digest": digest, "value": value})
