"""What the pages need at once, kept between starts: views, geometry, reasons, answers.

Only of the shipped counts and cases: nothing of a reader's own is ever kept. Run as ``python -m
plusn.stock`` it makes what the first visit needs, with a progress bar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.kept import kept
from plusn.choices import Choices

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = ("count", "density", "per_capita", "share")
LANGUAGES = ("en", "zh-Hant", "zh-Hans")


def views(choices: Choices) -> dict[str, Any]:
    """Give every view of an atlas in its language, as `briefing.payload` writes them.

    Raises
    ------
    UnavailableMeasure
        The shipped counts cannot give the measure.
    """
    return kept(f"views\n{choices.lang}\n{choices.as_text()}", lambda: views_of(choices))


def views_of(choices: Choices) -> dict[str, Any]:
    """Make every view of an atlas in its language, and keep nothing.

    Raises
    ------
    UnavailableMeasure
        The counts cannot give the measure.
    """
    from briefing.payload import views_payload  # noqa: PLC0415 - geopandas loads slowly
    from plusn.atlases import AtlasFigure  # noqa: PLC0415
    from plusn.material import make_material  # noqa: PLC0415

    figure = AtlasFigure(choices=choices, material=make_material(choices))
    return views_payload(figure.views((figure.language,)), figure.language)


def geometry(*, counties: bool = False) -> dict[str, Any]:
    """Give the geometry of provinces and cities, as `briefing.payload` writes it.

    Parameters
    ----------
    counties
        Add the counties: ten times as much.
    """
    levels = ("province", "city", "county") if counties else ("province", "city")

    def make() -> dict[str, Any]:
        from briefing.payload import geometry_payload  # noqa: PLC0415 - geopandas loads slowly
        from plusn.land import load_land  # noqa: PLC0415

        return geometry_payload(load_land(counties=counties), levels=levels)

    return kept("geometry-counties" if counties else "geometry", make)


def reasons(choices: Choices) -> dict[str, str]:
    """Give the catalogue key of the reason for each measure that is not to be had."""

    def make() -> dict[str, Any]:
        from plusn.material import unavailable  # noqa: PLC0415 - pandas loads slowly

        return unavailable(choices)

    return kept(f"reasons\n{choices.unit}\n{choices.premises}", make)


def first_visits() -> Iterator[Choices]:
    """Name the atlases that most readers open first."""
    for lang in LANGUAGES:
        for measure in FIRST:
            yield Choices(level="province", measure=measure, lang=lang)
        yield Choices(level="city", lang=lang)


def main() -> None:
    """Make what the first visits need."""
    from tqdm import tqdm  # noqa: PLC0415

    geometry()
    for choices in tqdm(list(first_visits()), desc="Preparing the atlas", unit="map"):
        views(choices)
        reasons(choices)
    _answers()


def _answers() -> None:
    from tqdm import tqdm  # noqa: PLC0415

    from plusn.solving.stock import lacking  # noqa: PLC0415 - pydantic and networkx load slowly

    for _, prepare in tqdm(list(lacking()), desc="Preparing the scenarios", unit="answer"):
        prepare()


if __name__ == "__main__":
    main()
