"""`search_text__words="minister def"`: rows in whose words each of these begins one, by the index of migration 0004."""

from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Lookup, TextField
from numpy.typing import NDArray

_FOUND = "SELECT rowid FROM timeline_engagement_words WHERE timeline_engagement_words MATCH %s"
# One text of all ids: a word may be a third of the record's, and as many rows take twice the time.
_IDS = "SELECT group_concat(rowid) FROM timeline_engagement_words WHERE timeline_engagement_words MATCH %s"
_IDS_POSTGRESQL = """
    SELECT string_agg(id::text, ',') FROM timeline_engagement
    WHERE to_tsvector('simple', search_text) @@ to_tsquery('simple', %s)
"""


def ids_with_words(words: str) -> NDArray[np.int64]:
    """Return the ids of engagements, hidden ones too, with these folded words: the index alone answers, no row is read."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_IDS_POSTGRESQL, [_tsquery(words)])
        else:
            cursor.execute(_IDS, [_fts(words)])
        (found,) = cursor.fetchone()
    return np.fromstring(found or "", dtype=np.int64, sep=",")


def _fts(words: str) -> str:
    return " ".join(f'"{word}"*' for word in words.split())


def _tsquery(words: str) -> str:
    return " & ".join(f"'{word}':*" for word in words.split())


@TextField.register_lookup
class Words(Lookup):
    """Folded words, each the beginning of a word of an engagement's search text."""

    lookup_name = "words"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Ask FTS5: the row's id among those found."""
        column, params = self.process_lhs(compiler, connection)
        row = column.replace('"search_text"', '"id"')
        return f"{row} IN ({_FOUND})", [*params, _fts(self.rhs)]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Ask the text search for words by their beginnings."""
        column, params = self.process_lhs(compiler, connection)
        return f"to_tsvector('simple', {column}) @@ to_tsquery('simple', %s)", [*params, _tsquery(self.rhs)]
