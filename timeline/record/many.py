"""Many rows at once: asked for in parts that a query can hold, and inserted without what Django does for each."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import BooleanField, CharField, Field, FloatField, ForeignKey, IntegerField, Model, TextField

_ASKED = 500  # values per query
_PLAIN = (BooleanField, CharField, FloatField, ForeignKey, IntegerField, TextField)  # databases take these as they are
_Value = TypeVar("_Value")


def in_parts(values: Sequence[_Value]) -> Iterator[Sequence[_Value]]:
    """Yield values in parts that one query can ask for."""
    return (values[start : start + _ASKED] for start in range(0, len(values), _ASKED))


def insert(rows: Sequence[Model]) -> None:
    """Insert new rows of one model whose ids nobody asks for; no expressions, no signals, as with `bulk_create`."""
    if rows:
        fields = [each for each in rows[0]._meta.concrete_fields if not each.primary_key]
        columns = [_column(each, rows) for each in fields]
        insert_values(type(rows[0]), [each.attname for each in fields], list(zip(*columns, strict=True)))


def _column(field: "Field[Any, Any]", rows: Sequence[Model]) -> list[Any]:
    values = [getattr(row, field.attname) for row in rows]
    if isinstance(field, _PLAIN):
        return values
    database = connections[DEFAULT_DB_ALIAS]
    return [field.get_db_prep_save(value, database) for value in values]


def insert_values(table: type[Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows given as the values of the attributes `names`, as the database takes them."""
    if not rows:
        return
    marks = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        # Names of our own columns.
        cursor.executemany(f"INSERT INTO {columns_of(table, names)} VALUES ({marks})", rows)  # noqa: S608


def columns_of(table: type[Model], names: Sequence[str]) -> str:
    """Return a table with the columns of the attributes `names`, as statements that insert into it say them."""
    quote = connection.ops.quote_name
    columns = {each.attname: quote(str(each.column)) for each in table._meta.concrete_fields}
    return f"{quote(table._meta.db_table)} ({', '.join(columns[name] for name in names)})"


def upsert(table: Any, rows: Sequence[Model], columns: Sequence[str]) -> None:
    """Write columns of rows that exist: one statement per batch, where bulk_update would build a CASE for every cell."""
    if rows:
        table.objects.bulk_create(rows, batch_size=500, update_conflicts=True, unique_fields=["id"], update_fields=columns)
