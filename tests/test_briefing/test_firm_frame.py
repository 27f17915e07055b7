"""What every figure of a firm shares: money, days, standing, digest, colours with contrast."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.firm.frame import (
    FirmFigure,
    Money,
    Standing,
    day,
    days,
    percent,
    sealed,
    signed_number,
)
from briefing.firm.palette import DISTANCE, tokens
from briefing.palette import luminance
from briefing.spec import LANGUAGES


def figure(**more):
    told = {"lang": "en", "title": "A", "credits": ("s",), "alt": "A", **more}
    return sealed(FirmFigure.model_validate(told))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", DISTANCE)
def test_text_on_every_shade_can_be_read(theme):
    colours = tokens(theme)
    for shade in DISTANCE[theme]:
        assert contrast(colours["ink"], shade) >= 4.5
    assert contrast(colours["muted"], colours["wash"]) >= 4.5
    assert contrast(colours["on_alert"], colours["alert"]) >= 4.5
    assert contrast(colours["alert"], colours["background"]) >= 4.5


@pytest.mark.parametrize("theme", DISTANCE)
def test_shades_go_one_way_from_the_ground(theme):
    steps = [luminance(shade) for shade in DISTANCE[theme]]
    assert steps in (sorted(steps), sorted(steps, reverse=True))
    assert len(set(steps)) == len(steps)


def test_a_digest_changes_with_the_content_and_with_nothing_else():
    assert figure().digest == figure().digest
    assert figure().digest != figure(title="B").digest
    assert figure().digest != figure(notice="made up").digest


def test_a_figure_needs_a_source():
    with pytest.raises(ValueError, match="credits"):
        figure(credits=())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_a_model_near_its_ledger_goes_without_a_caution(lang):
    assert Standing(calibrated=True).caution(lang) == ""
    assert Standing(calibrated=False).caution(lang) == Standing().caution(lang) != ""
    assert Standing(illustrative=True).notice(lang)
    assert Standing().notice(lang) == ""
    assert Standing(illustrative=True).credits(lang) != Standing().credits(lang)


def test_a_record_says_its_standing():
    told = {"standing": {"illustrative": True, "calibrated": False, "difference": 0.07}}
    assert Standing.of(told) == Standing(illustrative=True, calibrated=False, difference=0.07)


@given(st.floats(-1e12, 1e12))
def test_a_number_reads_back_within_its_rounding(value):
    told = signed_number(value)
    back = float(told.replace(",", "").replace("−", "-"))
    assert abs(back - value) <= 0.05 + 1e-9 * abs(value)
    assert told.startswith(("+", "−")) or back == 0


@given(st.floats(-2, 2))
def test_a_percentage_never_shows_a_signed_nothing(share):
    assert percent(share, plus="+") not in {"+0.0%", "−0.0%"}


def test_money_keeps_one_power_for_a_figure():
    money = Money.of([279e6, 2.5e6, None], "HKD", "en")
    assert (money.plain(279e6), money.signed(-25e4), money.full(2.5e6)) == (
        "279.0",
        "−0.2",
        "HKD 2.5 M",
    )
    assert Money.of([4e3], "HKD", "en").unit == "HKD k"
    assert Money.of([], "XAU", "en").unit == "XAU M"
    assert Money.of([3e12], "VND", "zh-Hant").unit == "十億越南盾"
    assert Money.of([12.0], "HKD", "en").full(12) == "HKD 12"


def test_what_is_no_range_of_days_stays_as_it_is():
    assert days("until further notice", "en") == "until further notice"
    assert days("2025-04-05", "en") == day("2025-04-05", "en") == "5 Apr 2025"
