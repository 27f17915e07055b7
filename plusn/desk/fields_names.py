"""What the cells of a case can name, and what each is called: ids to store, names to read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from network.case.cells import columns_of
from network.case.overrides import CLOSED
from network.case.tables import TABLES
from plusn.desk.fields import AS_CHANGED, field_of
from plusn.desk.fields_text import BETWEEN
from plusn.scenarios.regimes import regimes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from network.case import Case
    from plusn.desk.fields import Field

    Namer = Callable[[str, str], str]
    """What a thing is called: ``namer("facilities", "P_SZ")``."""

Changed = tuple[str, str]
"""Table and column that a row changes."""

ANY = "*"
NOTHING: Changed = ("", "")
MODES = ("road", "rail", "sea", "air", "barge", "courier")


@dataclass(frozen=True, kw_only=True)
class Names:
    """Hold what cells can name, by target, each with a name that is its alone.

    Parameters
    ----------
    called
        Names by target and id.
    anything
        What ``*`` is called.
    choices
        What the words of a list are called: by column and word.
    headings
        What columns are called: by table and column.
    worded
        Names that are shown in the reader's language though the case holds another: by table
        and column, what the case holds and what is shown.
    """

    called: Mapping[str, Mapping[str, str]]
    anything: str = ANY
    choices: Mapping[tuple[str, str], str]
    worded: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    headings: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def _back(self) -> dict[str, dict[str, str]]:
        """Ids by target and folded name."""
        return {
            target: {name.casefold(): id_ for id_, name in known.items()}
            for target, known in self.called.items()
        }

    def options(self, field: Field) -> Mapping[str, str]:
        """Give what a column can name, by id."""
        return self.called.get(field.target, {})

    def read(self, field: Field, text: str, changed: Changed = NOTHING) -> str:
        """Write a typed cell as people read it: names for ids, words for choices.

        Parameters
        ----------
        changed
            Table and column that the cell's row changes, where it changes one.
        """
        if field.name == "where":
            return self._conditions(changed[0], text)
        if field.target == "columns":
            return self.headings.get((changed[0], text), text)
        return self._read(_as_changed(field, changed), text)

    def _read(self, field: Field, text: str) -> str:
        if field.kind == "choice":
            return self.choices.get((field.name, text), text)
        if field.kind == "many":
            return "; ".join(self._listed(field, part) for part in text.split("; ") if part)
        if field.kind == "one":
            return self._name(field, text)
        return self.worded.get((field.table, field.name), {}).get(text, text)

    def meant(self, field: Field, text: str, changed: Changed = NOTHING) -> str:
        """Give the cell that a reader's words mean: ids for names; other text stays.

        Parameters
        ----------
        changed
            As for `read`.
        """
        if field.name == "where":
            return self._ids_in(changed[0], text)
        if field.target == "columns":
            return self._column(changed[0], text.strip())
        return self._meant(_as_changed(field, changed), text)

    def _meant(self, field: Field, text: str) -> str:
        bare = text.strip()
        if field.kind == "choice":
            folded = {
                words.casefold(): word
                for (column, word), words in self.choices.items()
                if column == field.name
            }
            return folded.get(bare.casefold(), text)
        if field.kind == "many":
            parts = (part.strip() for part in BETWEEN.split(text))
            return "; ".join(self._id(field, part) for part in parts if part)
        if field.kind == "one" and bare:
            return self._id(field, bare)
        worded = self.worded.get((field.table, field.name), {})
        return next((held for held, words in worded.items() if words == bare), text)

    def _conditions(self, table: str, text: str) -> str:
        """Write ``origin=CN; dest=US`` with headings and names, unless that could not be undone."""
        parts = []
        for column, _, word in (part.partition("=") for part in text.split(";") if part.strip()):
            one = field_of(table, column.strip())
            name = "" if one is None else self.read(_as_id(one), word.strip())
            if one is None or {";", "="} & set(name):
                return text
            parts.append(f"{self.headings.get((table, one.name), one.name)} = {name}")
        words = "; ".join(parts)
        same = self._ids_in(table, words) == "; ".join(_bare(text))
        return words if same else text

    def _ids_in(self, table: str, text: str) -> str:
        parts = []
        for part in text.split(";"):
            column, equals, word = part.partition("=")
            if not part.strip():
                continue
            name = self._column(table, column.strip())
            one = field_of(table, name)
            if not equals or one is None:
                return text
            parts.append(f"{name}={self.meant(_as_id(one), word.strip())}")
        return "; ".join(parts)

    def _column(self, table: str, words: str) -> str:
        """Give the column of a table that is called so."""
        folded = words.casefold()
        called = {
            heading.casefold(): column
            for (name, column), heading in self.headings.items()
            if name == table
        }
        return words if field_of(table, words) else called.get(folded, words)

    def _name(self, field: Field, id_: str) -> str:
        if id_ == ANY:
            return self.anything
        return self.called.get(field.target, {}).get(id_, id_)

    def _listed(self, field: Field, id_: str) -> str:
        """Name one of a list; a name that would be read as two stays an id."""
        name = self._name(field, id_)
        return id_ if BETWEEN.search(name) else name

    def _id(self, field: Field, name: str) -> str:
        known = self.called.get(field.target, {})
        if name in known:
            return name
        if name.casefold() == self.anything.casefold():
            return ANY
        return self._back.get(field.target, {}).get(name.casefold(), name)


def _as_changed(field: Field, changed: Changed) -> Field:
    """Let a new value be called as in the column that it is for."""
    if (field.table, field.name) not in AS_CHANGED:
        return field
    return field_of(*changed) or field


def _as_id(field: Field) -> Field:
    """Let the id of a row be called by the row's name."""
    named = field.fixed and field.table in {"facilities", "products", "territories", "policies"}
    return replace(field, kind="one", target=field.table) if named else field


def _bare(text: str) -> list[str]:
    pairs = (part.partition("=") for part in text.split(";") if part.strip())
    return [f"{column.strip()}={word.strip()}" for column, _, word in pairs]


def names_of(
    case: Case,
    namer: Namer | None = None,
    *,
    anything: str = ANY,
    choices: Mapping[tuple[str, str], str] | None = None,
    worded: Mapping[tuple[str, str], Mapping[str, str]] | None = None,
    headings: Mapping[tuple[str, str], str] | None = None,
) -> Names:
    """Collect what the cells of a case can name.

    Parameters
    ----------
    namer
        Gives the reader's word for an id of a target; by default what the case calls it.
    anything, choices, worded, headings
        As in `Names`.

    Examples
    --------
    >>> from plusn.desk.fields import AS_CHANGED, field_of
    >>> from plusn.scenarios.shipped import shipped_case
    >>> names = names_of(shipped_case("two_plants"))
    >>> names.read(field_of("lanes", "from"), "A"), names.meant(field_of("lanes", "from"), "part")
    ('Plant at home', 'part')
    """
    namer = namer or _typed_names(case)
    called = {
        target: _told_apart({id_: namer(target, id_) or id_ for id_ in ids})
        for target, ids in _ids(case).items()
    }
    return Names(
        called=called,
        anything=anything,
        choices=choices or {},
        worded=worded or {},
        headings=headings or {},
    )


def _ids(case: Case) -> dict[str, list[str]]:
    """List the ids of every target: those of tables in order, the others sorted."""
    found = {
        table: [row.id for row in getattr(case, table)]
        for table, model in TABLES.items()
        if "id" in model.model_fields
    }
    made = {row.origin for row in case.recipes} | {row.origin for row in case.supply} - {""}
    open_tables = [table for table in TABLES if table not in CLOSED]
    return found | {
        "origins": [*found["territories"], *sorted(made - set(found["territories"]))],
        "regions": _held(row.region for row in case.facilities),
        "currencies": _held([case.general.currency, *(r.currency for r in case.exchange_rates)]),
        "modes": _held([*MODES, *(row.mode for row in case.lanes)]),
        "sets": _held(row.set for row in case.cumulation),
        "layers": _held(
            [*(r.layer for r in case.duties), *(r.layer for r in case.expected_layers)]
        ),
        "regimes": [regime.id for regime in regimes()],
        "tables": open_tables,
        "columns": _held(name for table in open_tables for name in columns_of(TABLES[table])),
        "terms": _held(row.term for row in case.actual_costs),
    }


def _held(words: Iterable[str]) -> list[str]:
    return sorted(set(words) - {""})


def _typed_names(case: Case) -> Namer:
    called: dict[tuple[str, str], str] = {}
    for table in ("facilities", "products", "territories", "policies", "scenarios"):
        for row in getattr(case, table):
            called[table, row.id] = getattr(row, "name", "") or getattr(row, "label", "")
    called |= {("origins", id_): name for (t, id_), name in called.items() if t == "territories"}
    return lambda target, id_: called.get((target, id_), id_)


def _told_apart(named: dict[str, str]) -> dict[str, str]:
    """Put the id behind a name that two share, or that is the id of another."""
    count = Counter(name.casefold() for name in named.values())
    return {
        id_: f"{name} ({id_})"
        if count[name.casefold()] > 1 or (name in named and name != id_)
        else name
        for id_, name in named.items()
    }
