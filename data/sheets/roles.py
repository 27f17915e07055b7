"""What each column is for, by its heading and by what stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.codes import Level
from data.phrase import said
from data.sheets.cells import key
from data.sheets.heading_words import heading_role, is_county_heading, is_share
from data.sheets.headings import bare_part, column_name, sector_of
from data.sheets.row_words import is_total
from data.sheets.table import Role
from data.sheets.units import heading_unit
from data.sheets.years import whole_year

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.phrase import Told
    from data.sheets.facts import Facts

OWN_FORMAT = {
    "level": Role.LEVEL,
    "code": Role.CODE,
    "value": Role.VALUE,
    "low": Role.LOW,
    "high": Role.HIGH,
    "at_most_unlisted": Role.CAP,
    "note": Role.NOTE,
    "group": Role.GROUP,
    "name": Role.REGION,
}
PLACES = frozenset({Role.REGION, Role.PROVINCE, Role.CITY, Role.CODE})
NUMBERS = frozenset({Role.VALUE, Role.LOW, Role.HIGH, Role.CAP})


@dataclass
class Roles:
    """Hold the role of each column while it is worked out, and what is to be told."""

    found: list[Role]
    paths: list[tuple[str, ...]]
    facts: list[Facts]
    given: Mapping[int, Role]
    remarks: list[Told] = field(default_factory=list)

    def of(self, *roles: Role) -> list[int]:
        """List the columns of some roles."""
        return [column for column, role in enumerate(self.found) if role in roles]

    def free(self, *roles: Role) -> list[int]:
        """List the columns of some roles that the user has not given."""
        return [column for column in self.of(*roles) if column not in self.given]

    def name(self, column: int) -> str:
        """Name a column."""
        return column_name(self.paths[column], column)

    def drop(self, column: int) -> None:
        """Set a column aside, and say so."""
        self.found[column] = Role.IGNORE
        self.remarks.append(
            said(
                "The column “{column}” names regions too and is set aside. If it is the one that "
                "is meant, choose it.",
                column=self.name(column),
            )
        )


def is_own_format(paths: list[tuple[str, ...]]) -> bool:
    """Tell whether the columns are those of our own tables (docs/bounds.md).

    Examples
    --------
    >>> is_own_format([("level",), ("code",), ("value",)]), is_own_format([("code",), ("value",)])
    (True, False)
    """
    names = [column_name(parts, number) for number, parts in enumerate(paths) if parts]
    return {"level", "code", "value"} <= set(names) <= set(OWN_FORMAT) and len(names) == len(
        set(names)
    )


def find_roles(
    paths: list[tuple[str, ...]],
    facts: list[Facts],
    given: Mapping[int, Role],
    unseen: frozenset[int],
) -> Roles:
    """Find the role of each column.

    Parameters
    ----------
    paths
        Parts of each column's heading.
    facts
        What stands in each column.
    given
        Roles that the user has chosen.
    unseen
        Hidden columns, which are not read unless a role is given.
    """
    roles = Roles([Role.IGNORE] * len(paths), paths, facts, given)
    own = is_own_format(paths)
    for column, parts in enumerate(paths):
        if column in given:
            roles.found[column] = given[column]
        elif column not in unseen:
            roles.found[column] = (
                OWN_FORMAT.get(roles.name(column), Role.IGNORE)
                if own
                else _role(parts, facts[column], roles, column)
            )
    _settle_places(roles, own=own)
    if not own:
        _settle_ends(roles)
    return roles


def _role(parts: tuple[str, ...], facts: Facts, roles: Roles, column: int) -> Role:
    role, inner = _by_heading(parts)
    if role is None or (facts.filled and not _fits(role, facts, inner=inner)):
        return _by_content(parts, facts, roles, column)
    if role is Role.REGION and len(parts) == 1 and is_total(parts[0]):
        return Role.IGNORE
    return role


def _fits(role: Role, facts: Facts, *, inner: bool) -> bool:
    """Tell whether what stands in a column can be what its heading says."""
    if role in PLACES - {Role.CODE}:
        return facts.mostly(facts.named, 0.2) or not facts.mostly(facts.numbers, 0.5)
    if role in {Role.LOW, Role.HIGH, Role.LON, Role.LAT, Role.CAP}:
        return facts.numbers > 0 or facts.marks > 0
    if role is Role.YEAR:
        return facts.mostly(facts.years, 0.9)
    if role in {Role.VALUE, Role.IGNORE, Role.CODE}:
        return True
    # A word above years or kinds speaks of these, not of the column: 行业 over 制造业.
    return inner or not facts.mostly(facts.numbers, 0.5)


def _by_heading(parts: tuple[str, ...]) -> tuple[Role | None, bool]:
    """Look a heading up: its innermost part first, then those above, then the whole.

    Tells also whether it was the innermost part.
    """
    for number, part in enumerate([*parts[::-1], " ".join(parts)]):
        bare = bare_part(part)
        if is_county_heading(bare):
            return Role.REGION, number == 0
        if role := heading_role(bare) or heading_role(part):
            return role, number == 0
    return None, False


def _by_content(parts: tuple[str, ...], facts: Facts, roles: Roles, column: int) -> Role:
    if facts.filled and facts.codes >= 0.6 * facts.filled:
        return Role.CODE
    if facts.mostly(facts.named, 0.5):
        return Role.REGION
    if not parts and facts.counting:
        roles.remarks.append(
            said(
                "Column {column} has no heading and counts 1, 2, 3 …: it is not read as numbers.",
                column=roles.name(column),
            )
        )
        return Role.IGNORE
    if facts.mostly(facts.years, 1.0) and (not parts or key(parts[-1]).endswith("年")):
        return Role.YEAR if facts.repeated else _unsure_year(roles, column)
    if _is_value(parts, facts):
        return Role.VALUE
    return Role.SECTOR if facts.mostly(facts.sectors) else Role.IGNORE


def _unsure_year(roles: Roles, column: int) -> Role:
    roles.remarks.append(
        said(
            "Column {column} may hold years or numbers: it is not read. Choose what it is for.",
            column=roles.name(column),
        )
    )
    return Role.IGNORE


def _is_value(parts: tuple[str, ...], facts: Facts) -> bool:
    if facts.mostly(facts.numbers) or (facts.numbers and facts.mostly(facts.numbers + facts.marks)):
        return True
    heads = any(whole_year(bare_part(part)) or is_share(part) for part in parts)
    named = heads or heading_unit(parts[-1]) if parts else False
    stated = named or bool(parts and sector_of(parts))
    return bool(stated and facts.mostly(facts.numbers + facts.marks, 0.9)) or bool(
        stated and not facts.filled
    )


def _settle_places(roles: Roles, *, own: bool) -> None:
    """Choose the one column of regions; what is coarser becomes a hint."""
    codes = sorted(roles.free(Role.CODE), key=lambda c: -_fineness(roles.facts[c]))
    for column in codes[0 if Role.CODE in roles.given.values() else 1 :]:
        roles.found[column] = Role.IGNORE
    if Role.REGION in roles.given.values():
        for column in roles.free(Role.REGION):
            roles.found[column] = Role.IGNORE
        return
    places = roles.free(Role.REGION)
    if own:
        if not places:
            _promote(roles, Role.CODE)
        return
    county = [column for column in places if any(map(is_county_heading, roles.paths[column]))]
    if county:
        _keep(roles, county[0])
    elif places and not roles.of(Role.CITY):
        _keep(roles, max(places, key=lambda c: (_fineness(roles.facts[c]), -c)))
    elif roles.free(Role.CITY):
        city = roles.free(Role.CITY)[0]
        roles.found[city] = Role.REGION
        _keep(roles, city)
    else:
        _promote(roles, Role.PROVINCE, Role.CODE)


def _promote(roles: Roles, *kinds: Role) -> None:
    for kind in kinds:
        if columns := roles.free(kind):
            roles.found[columns[0]] = Role.REGION
            return


def _fineness(facts: Facts) -> float:
    """Give the mean rank of the regions that a column names, from 0; -1 where it names none."""
    levels = facts.levels
    total = sum(levels.values())
    if not total:
        return 0.5 if facts.named else -1
    return sum(level.rank * count for level, count in levels.items()) / total


def _keep(roles: Roles, kept: int) -> None:
    """Keep one column of regions: others become the province's hint, or are set aside."""
    for column in roles.free(Role.REGION):
        if column == kept:
            continue
        facts = roles.facts[column]
        only_provinces = facts.levels[Level.PROVINCE] > 0 and not (
            facts.levels[Level.CITY] or facts.levels[Level.COUNTY]
        )
        coarser = _fineness(facts) < _fineness(roles.facts[kept])
        if only_provinces and (coarser or facts.repeated) and not roles.of(Role.PROVINCE):
            roles.found[column] = Role.PROVINCE
        elif facts.named:
            roles.drop(column)
            _drop_beside(roles, kept, column)
        else:
            roles.found[column] = Role.IGNORE


def _drop_beside(roles: Roles, kept: int, column: int) -> None:
    """Set numbers aside that stand beside regions of their own: they are another table's."""
    numbers = roles.of(*NUMBERS)
    others = [number for number in roles.free(*NUMBERS) if number > column > kept]
    if not others or not any(kept < number < column for number in numbers):
        return
    for number in others:
        roles.found[number] = Role.IGNORE
    roles.remarks.append(
        said(
            "From the column “{column}” on another table stands beside the first: it is not read.",
            column=roles.name(column),
        )
    )


def _settle_ends(roles: Roles) -> None:
    """Read a lone end as what it is only beside a value or the other end."""
    low, high = roles.free(Role.LOW), roles.free(Role.HIGH)
    for column in [*low[1:], *high[1:]]:
        roles.found[column] = Role.VALUE
    if len(low) + len(high) == 1 and not roles.of(Role.VALUE):
        roles.remarks.append(
            said(
                "The column “{column}” is read as one end of a range; there is no other.",
                column=roles.name((low + high)[0]),
            )
        )
