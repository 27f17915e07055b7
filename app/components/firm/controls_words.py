"""What the controls of a firm's case, their choices and their presets are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.state import words
from briefing.firm.names import within
from briefing.names import listed
from briefing.phrases import problem_in_words
from briefing.safe_text import encode
from plusn.desk.knobs_choices import REGION, SITE
from plusn.desk.lens import lens
from plusn.desk.presets import MAINLAND

if TYPE_CHECKING:
    from briefing.firm.names import Names
    from plusn.desk.edits_case import Case
    from plusn.desk.knobs_kind import Knob
    from plusn.desk.presets import Preset


def label_of(knob: Knob, case: Case, names: Names, *, plain: bool = False) -> str:
    """Name a control: what others wrote is no markup, and stays as it is where all is plain."""
    told = {"currency": case.general.currency}
    told |= {kind: _called(kind, code, names) for kind, code in knob.subject if code}
    if not plain:
        told = {kind: encode(name) for kind, name in told.items()}
    label = words(_key(knob, case), **told, high=f"{knob.high:g}")
    return label[:1].upper() + label[1:]


def option_of(knob: Knob, option: str, names: Names) -> str:
    """Name an option of a choice, in plain text."""
    if not option:
        return words(f"controls.option.none.{knob.name}")
    if option.startswith(REGION):
        return words("controls.option.region", name=names.region(option.removeprefix(REGION)))
    if option.startswith(SITE):
        return names.site(option.removeprefix(SITE))
    if knob.name == "regime":
        return names.regime(option)
    if knob.name == "plus":
        return words("controls.option.plus", count=option)
    kind = knob.subject[0][0] if knob.subject else ""
    return _called(kind, option, names)


def preset_of(preset: Preset, names: Names) -> str:
    """Name a preset, in plain text."""
    told = {kind: _called(kind, code, names) for kind, code in preset.subject}
    if "region" in told or preset.kind == "outage":
        told["place"] = told.get("region") or told["site"]
    if ("iso3", MAINLAND) in preset.subject:
        return words("controls.preset.plus.mainland", count=told["count"])
    return words(f"controls.preset.{preset.kind}", **told)


def about(preset: Preset, names: Names) -> list[str]:
    """Say what a preset does, what it lacks, or why it cannot be taken; in plain text."""
    if preset.refused is not None:
        reason = problem_in_words(preset.refused, names.lang, names)
        return [words("controls.about.refused", reason=reason)]
    if preset.kind == "lens":
        return [_lens()]
    if preset.kind != "regime":
        share = preset.values.get("share_min", 0.0)
        return [words(f"controls.about.{preset.kind}", share=f"{share:g}")]
    first, last = preset.days
    status = words(f"controls.status.{preset.status}")
    lines = [words("controls.about.regime", first=first, last=last, status=status)]
    if preset.lacks:
        layers = listed([names.layer(one) for one in preset.lacks], names.lang)
        lines.append(words("controls.about.lacks", layers=layers))
    if preset.unrated:
        places = listed(
            [within(names.territory(one), names.lang) for one in preset.unrated], names.lang
        )
        lines.append(words("controls.about.unrated", territories=places))
    return lines


def _key(knob: Knob, case: Case) -> str:
    """Choose the words: the only rule of origin needs no name."""
    if knob.name == "origin" and len(case.origin_rules) == 1:
        return "controls.knob.origin.one"
    return f"controls.knob.{knob.name}"


def _called(kind: str, code: str, names: Names) -> str:
    if kind in {"layer", "origin", "territory", "site", "region", "regime"}:
        named: str = getattr(names, kind)(code)
        return named
    return code


def _lens() -> str:
    told: dict[str, str] = {}
    for one in lens():
        told[one.name] = f"{100 * one.weight:.0f}"
        told[f"{one.name}_said"] = f"{one.published:.1f}"
    return words("controls.about.lens", **told)
