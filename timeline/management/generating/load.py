"""Writes many rows fast: COPY on PostgreSQL, prepared statements on SQLite; no model instance is made."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

from timeline.record.many import columns_of, insert_values


@dataclass(slots=True)
class Table:
    """Rows of one model, every row the values of the attributes in `names`; dates and moments as the database reads them."""

    model: Any
    names: tuple[str, ...]
    rows: list[tuple[Any, ...]] = field(default_factory=list)


def write(table: Table) -> None:
    """Insert the rows of a table and forget them."""
    if connection.vendor == "postgresql":
        into = columns_of(table.model, table.names)
        with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in table.rows:
                copy.write_row(row)
    else:
        insert_values(table.model, table.names, table.rows)
    table.rows.clear()


def moment(day: date) -> str:
    """Return noon of a day as the database reads it; both read the day alone as `YYYY-MM-DD`."""
    return f"{day.isoformat()} 12:00:00{'+00' if connection.vendor == 'postgresql' else ''}"


@contextmanager
def indexes_later(models_written: Sequence[Any]) -> Iterator[None]:
    """Drop the tables' indexes and make them at the end, however it comes: filling them row by row costs most of the time."""
    tables = [model._meta.db_table for model in models_written]
    ours = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql NOT LIKE 'CREATE UNIQUE%%'",
        "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexdef NOT LIKE 'CREATE UNIQUE%%'",
    }[connection.vendor]
    dropped: list[str] = []
    _settle_constraints()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(ours, [table])
            for name, statement in cursor.fetchall():
                dropped.append(statement)
                cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
    try:
        yield
    finally:
        _settle_constraints()
        with connection.cursor() as cursor:
            for statement in dropped:
                cursor.execute(statement)


def _settle_constraints() -> None:
    """Have PostgreSQL look at references that wait for the end of a transaction: it changes no index of a table while any do."""
    if connection.vendor == "postgresql":
        connection.check_constraints()


def settle(written: Sequence[type[models.Model]]) -> None:
    """Let the database number on after the ids written, and look at what it holds, so that it plans well."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(written)):
            cursor.execute(statement)
        cursor.execute("ANALYZE")


def next_id(model: type[models.Model]) -> int:
    """Return the first id after those taken."""
    return int(model._default_manager.aggregate(most=models.Max("pk"))["most"] or 0) + 1
