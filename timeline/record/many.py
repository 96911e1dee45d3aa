"""Many rows at once: asked for in parts that a query can hold, and inserted without what Django does for each."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

_ASKED = 500  # values per query
_Value = TypeVar("_Value", int, str)


def in_parts(values: Sequence[_Value]) -> Iterator[Sequence[_Value]]:
    """Yield values in parts that one query can ask for."""
    return (values[start : start + _ASKED] for start in range(0, len(values), _ASKED))


def insert(rows: Sequence[Model]) -> None:
    """Insert new rows of one model whose ids nobody asks for; no expressions, no signals, as with `bulk_create`."""
    if rows:
        fields = [each for each in rows[0]._meta.concrete_fields if not each.primary_key]
        readied = [(each.attname, each.get_db_prep_save) for each in fields]
        insert_values(
            type(rows[0]),
            [each.attname for each in fields],
            [[ready(getattr(row, name), connection) for name, ready in readied] for row in rows],
        )


def insert_values(table: type[Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows given as the values of the attributes `names`, as the database takes them."""
    if not rows:
        return
    quote = connection.ops.quote_name
    columns = {each.attname: quote(str(each.column)) for each in table._meta.concrete_fields}
    into = f"{quote(table._meta.db_table)} ({', '.join(columns[name] for name in names)})"
    marks = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)  # noqa: S608 - names of our own columns
