"""Ask for an atlas: one map in every form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.atlas.compose import compose, compose_view, views
from briefing.tongue import tongue_of
from data.errors import UnknownFormat
from data.files import write_atomic
from plusn.alone import ALONE
from plusn.choices import Choices
from plusn.formats import FORMATS, draw
from plusn.material import make_material, numbers_for, opening_measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.atlas.material import Material
    from briefing.land import Land
    from briefing.palette import Theme
    from briefing.spec import Atlas, MapSpec, Tongue
    from plusn.own.how import How
    from plusn.own.supply import Data, OwnNumbers
    from plusn.panels import PanelsFigure


@dataclass(frozen=True, kw_only=True)
class AtlasFigure:
    """An atlas that can be looked at, read and saved.

    Examples
    --------
    >>> figure = atlas(level="province")
    >>> figure.spec.title
    'Four coastal provinces and Shanghai hold 81% of the sampled enterprises'
    """

    choices: Choices
    material: Material

    @property
    def language(self) -> Tongue:
        """Give the language chosen, or the pair."""
        return tongue_of(self.choices.lang)

    @cached_property
    def spec(self) -> MapSpec:
        """Describe the first view in the language chosen."""
        with ALONE:
            start = next(view for view in views(self.material) if view.id == self.choices.start)
            return compose_view(self.material, start, self.language)

    @property
    def land(self) -> Land:
        """Give the geometry to draw the views from."""
        return self.material.land

    def views(self, languages: Sequence[Tongue]) -> Atlas:
        """Describe every view in some languages."""
        with ALONE:
            return compose(self.material, start=self.choices.start, languages=languages)

    @cached_property
    def view_ids(self) -> tuple[str, ...]:
        """Name every view, the one shown first before the others."""
        ids = [view.id for view in views(self.material)]
        return (self.choices.start, *(one for one in ids if one != self.choices.start))

    def view(self, name: str) -> MapSpec:
        """Describe one view in the language chosen, as `views` has it.

        Raises
        ------
        StopIteration
            There is no such view: a caller's mistake.
        """
        found = next(view for view in views(self.material) if view.id == name)
        own_title = name == self.choices.start
        with ALONE:
            return compose_view(self.material, found, self.language, own_title=own_title)

    def to_bytes(
        self,
        form: str,
        *,
        theme: Theme = "light",
        asset_base: str | None = None,
        size: str | None = None,
        dpi: int = 300,
    ) -> bytes:
        """Draw the atlas in one of `plusn.formats.FORMATS`.

        Raises
        ------
        UnknownFormat
            No back-end draws `form`.
        RenderProblem
            It cannot be drawn here, e.g. no font has Chinese.
        """
        with ALONE:
            return draw(self, form, theme=theme, asset_base=asset_base, size=size, dpi=dpi)

    def save(
        self,
        path: str | Path,
        form: str | None = None,
        *,
        theme: Theme = "light",
        asset_base: str | None = None,
        size: str | None = None,
        dpi: int = 300,
    ) -> Path:
        """Write the atlas to a file; the format is the file's ending unless given.

        Raises
        ------
        UnknownFormat
            No back-end draws it.
        UnwritableOutput
            The file cannot be written; nothing is left half-written.
        """
        chosen = form or Path(path).suffix.lstrip(".").lower()
        if chosen not in FORMATS:
            raise UnknownFormat(
                f"no format is called {chosen!r}", remedy=f"Use one of: {', '.join(FORMATS)}."
            )
        content = self.to_bytes(chosen, theme=theme, asset_base=asset_base, size=size, dpi=dpi)
        return write_atomic(path, content)

    def _repr_svg_(self) -> str:
        return self.to_bytes("svg").decode()


def atlas(
    *,
    level: str | None = None,
    measure: str | None = None,
    within: str | None = None,
    group: str | None = None,
    style: str = "fill",
    scheme: str = "fisher-jenks",
    k: int = 5,
    premises: str = "ranked",
    area: str = "geodesic",
    lang: str = "en",
    title: str = "",
    data: Data | None = None,
    how: How | None = None,
    boundaries: str | Path | None = None,
    code_column: str | None = None,
    as_of: str = "",
    compare: str | Path | None = None,
    compare_as: str = "difference",
    multiples: str | None = None,
    statistic: str | None = None,
    weights: str = "queen",
    seed: int = 0,
) -> AtlasFigure | PanelsFigure:
    """Make an atlas of the shipped counts or of a user's own table.

    Parameters
    ----------
    level
        ``province``, ``city`` or ``county``.
    measure
        ``count``, ``density`` (per 1,000 km²), ``per_capita`` (per 10,000 residents),
        ``per_gdp`` (per 100 million yuan), ``share``, ``share_of_parent``, ``lq`` or ``rank``.
        By default ``count``; ``density`` for a complete table of a user's own counts.
    within
        Code of a province whose cities are shown.
    group
        ``gba``, ``prd``, ``yrd``, or a name of the user's own column `group`.
    style
        ``fill`` (choropleth) or ``symbols`` (circles of proportional area).
    scheme, k
        Classification and number of classes; too few values are never classed.
    premises
        ``ranked`` (no unlisted unit exceeds the smallest listed one) or ``certain`` (sums only).
    area
        ``geodesic`` or ``published`` (provinces only).
    lang
        ``en``, ``zh-Hant``, ``zh-Hans`` or two of them together, such as ``en+zh-Hant``.
    title
        A headline in place of the generated one.
    data, how
        A user's own data in place of the shipped counts: a file of any kind that
        ``plusn check`` accepts, a frame, or a draft of the page; and how they are to be read.
    boundaries, code_column
        A boundary file and its column of six-digit codes.
    as_of
        Date of the user's numbers.
    compare, compare_as
        What the table is compared with: one of its own years, sectors or columns, or another
        file; shown as their ``difference`` (the first less the second), their ``ratio``, or as a
        ``pair`` of maps with common classes.
    multiples
        ``year``, ``sector`` or ``column``: one map for each, with common classes.
    statistic, weights, seed
        ``local-moran`` or ``gi-star`` in place of the measure; neighbours by ``queen`` (regions
        that touch) or ``nearest`` (six); the seed of its permutations.

    Raises
    ------
    UnknownChoice, BadValue
        An argument is not allowed; see `plusn.choices.Choices`.
    UnavailableMeasure
        The data cannot give the measure.
    PlusNError
        A file is refused; the message says why and what to do.

    Examples
    --------
    >>> hunan = next(r for r in atlas().spec.regions if r.code == "430000")
    >>> hunan.text, hunan.standing, hunan.fill
    ('0–5,300', 'bounded', None)
    """
    choices = Choices(
        level=level,
        measure=measure or "count",
        within=within,
        group=group,
        style=style,
        scheme=scheme,
        k=k,
        premises=premises,
        area=area,
        lang=lang,
        title=title,
        data=data,
        how=how,
        boundaries=boundaries,
        code_column=code_column,
        as_of=as_of,
        compare=compare,
        compare_as=compare_as,
        multiples=multiples,
        statistic=statistic,
        weights=weights,
        seed=seed,
    )
    numbers = numbers_for(choices)
    if measure is None:
        choices = replace(choices, measure=opening_measure(choices, numbers))
    return figure_of(choices, numbers)


def figure_of(choices: Choices, numbers: OwnNumbers | None = None) -> AtlasFigure | PanelsFigure:
    """Make the figure that is asked for: one map, or several on one scale.

    Parameters
    ----------
    choices
        What is asked.
    numbers
        As `plusn.material.numbers_for` gives them; they are loaded without.

    Raises
    ------
    PlusNError
        What is asked cannot be drawn from the data; the message says why.
    """
    if choices.several:
        from plusn.panels import panels  # noqa: PLC0415 - only who asks for several maps waits

        return panels(choices)
    return AtlasFigure(choices=choices, material=make_material(choices, numbers))
