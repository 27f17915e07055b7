"""What differs between two cases, row by row and in words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from data.errors import InputProblem
from data.phrase import (
    Amount,
    Choice,
    Heading,
    Layer,
    Mode,
    Named,
    Origin,
    Plan,
    Product,
    Region,
    Said,
    Share,
    Site,
    Table,
    Term,
    Territory,
    joined,
    said,
)
from network.case.cells import NUMBERS, Column, columns_of
from network.case.checks_names import REFERENCES
from network.case.tables import TABLES
from network.case.where import BLANK, conditions_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from network.case.case import Case
    from network.case.rows import Row

    Name = tuple[Any, ...]

# Tables whose rows may repeat: the columns by which their rows are told apart here.
NAMED_BY = {
    "duties": ("layer", "origin", "dest", "product", "hts_prefix", "valid_from"),
    "overrides": ("scenario", "table", "where", "column"),
    "events": ("scenario", "facility", "region", "start_week"),
    "ranges": ("table", "where", "column"),
    "one_off_costs": ("facility", "on", "kind"),
}


# What the ids of a table, or the cells of a column, are marked as.
NAMES: dict[str, type[Named]] = {
    "facilities": Site,
    "products": Product,
    "territories": Territory,
    "policies": Plan,
    "scenarios": Plan,
}
COLUMNS: dict[str, type[Named]] = {
    "origin": Origin,
    "layer": Layer,
    "mode": Mode,
    "region": Region,
    "term": Term,
    "table": Table,
}
RATES = {
    ("duties", "rate"),
    ("settings", "holding_rate_per_year"),
    ("settings", "finance_rate_per_year"),
    ("settings", "overtime_premium"),
    ("settings", "discount_rate"),
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """Say what became of a row: a cell changed, or the row was added or removed.

    Parameters
    ----------
    row
        The row's name: (column, text) pairs, blank ones left out.
    column, before, after
        Of a changed cell; blank for a row that was added or removed.
    """

    table: str
    kind: Literal["changed", "added", "removed"]
    row: tuple[tuple[str, str], ...]
    column: str = ""
    before: str = ""
    after: str = ""

    @property
    def words(self) -> Said:
        """Say it, so that it can be said in another language."""
        table: str = Table(self.table)
        if [column for column, _ in self.row] == ["id"]:
            name = marked(self.table, "id", self.row[0][1])
            table = said("{table} (id {name})", table=table, name=name)
        elif self.row:
            named = joined(", ", (self._cell(column, word) for column, word in self.row))
            table = said("{table} ({row})", table=table, row=named)
        if self.kind == "added":
            return said("{table}: added", table=table)
        if self.kind == "removed":
            return said("{table}: removed", table=table)
        return said(
            "{table}: {column} {before} → {after}",
            table=table,
            column=Heading.of(self.table, self.column),
            before=marked(self.table, self.column, self.before) or BLANK,
            after=marked(self.table, self.column, self.after) or BLANK,
        )

    def _cell(self, column: str, word: str) -> Said:
        heading = Heading.of(self.table, column)
        return said("{column} {cell}", column=heading, cell=marked(self.table, column, word))

    def __str__(self) -> str:
        return str(self.words)


def marked(table: str, column: str, word: str) -> str:
    """Mark a cell that names something, so that a page can show its name.

    Examples
    --------
    >>> type(marked("lanes", "from", "P_SZ")).__name__, marked("lanes", "days", "4")
    ('Site', '4')
    >>> type(marked("duties", "rate", "0.055")).__name__
    'Share'
    """
    if not word:
        return ""
    known = columns_of(TABLES[table])[column]
    mark = NAMES.get(table if column == "id" else REFERENCES.get((table, column), ""))
    mark = mark or COLUMNS.get(column)
    if mark and known.kind == "list":
        return joined("; ", map(mark, word.split("; ")))
    if mark:
        return mark(word)
    if known.kind in {"choice", "yes or no"}:
        return Choice.of(column if known.kind == "choice" else known.kind, word)
    if known.kind in NUMBERS:
        return Share(word) if _is_share(known) else Amount(word)
    return word


def _is_share(column: Column) -> bool:
    """Tell whether a column holds shares; a duty or a rate a year may be above 1."""
    most = column.limits.get("maximum", column.limits.get("exclusiveMaximum"))
    return most == 1 or (column.table, column.name) in RATES


def marked_where(table: str, where: str) -> str:
    """Mark the columns and cells of a `where` text; one that is written otherwise stays as it is.

    Examples
    --------
    >>> marked_where("duties", "origin=CN; dest=US")
    'origin=CN; dest=US'
    """
    try:
        conditions = conditions_of(TABLES[table], where) if table in TABLES else ()
    except InputProblem:
        return where
    told = joined(
        "; ",
        (
            said("{column}={cell}", column=column.heading, cell=marked(table, column.name, cell))
            for column, cell in conditions
        ),
    )
    return told if told == where else where


def differences(base: Case, other: Case) -> tuple[Change, ...]:
    """List what differs, in the order of the sheets; the order of rows is no difference.

    Rows are matched by their key, or where rows may repeat by `NAMED_BY` and then in order.
    """
    theirs = other.tables()
    return tuple(
        change
        for table, rows in base.tables().items()
        for change in _table(table, rows, theirs[table])
    )


def _table(table: str, before: Sequence[Row], after: Sequence[Row]) -> Iterator[Change]:
    if before == after:
        return
    names = NAMED_BY.get(table, TABLES[table].key)
    old, new = _by_name(table, names, before), _by_name(table, names, after)
    for name in [*old, *(name for name in new if name not in old)]:
        left, right = _without_equal(old.get(name, []), new.get(name, []))
        for one, two in zip(left, right, strict=False):
            yield from _cells(table, names, one, two)
        for one in left[len(right) :]:
            yield Change(table=table, kind="removed", row=_words(names, one))
        for two in right[len(left) :]:
            yield Change(table=table, kind="added", row=_words(names, two))


def _by_name(table: str, names: Sequence[str], rows: Sequence[Row]) -> dict[Name, list[Row]]:
    columns = columns_of(TABLES[table])
    found: dict[Name, list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(getattr(row, columns[name].field) for name in names)].append(row)
    return found


def _without_equal(left: list[Row], right: list[Row]) -> tuple[list[Row], list[Row]]:
    """Strike out rows that both have, so that moving one of several twins is no change."""
    rest = list(right)
    kept = []
    for row in left:
        if row in rest:
            rest.remove(row)
        else:
            kept.append(row)
    return kept, rest


def _cells(table: str, names: Sequence[str], one: Row, two: Row) -> Iterator[Change]:
    for name, column in columns_of(type(one)).items():
        before, after = getattr(one, column.field), getattr(two, column.field)
        if before != after:
            yield Change(
                table=table,
                kind="changed",
                row=_words(names, one),
                column=name,
                before=text_of(before),
                after=text_of(after),
            )


def _words(names: Sequence[str], row: Row) -> tuple[tuple[str, str], ...]:
    columns = columns_of(type(row))
    told = ((name, text_of(getattr(row, columns[name].field))) for name in names)
    return tuple((name, word) for name, word in told if word)
