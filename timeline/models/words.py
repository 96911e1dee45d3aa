"""`search_text__words="minister def"`: rows in whose words each of these begins one, by the index of migration 0004."""

from typing import Any

from django.db.models import Lookup, TextField


@TextField.register_lookup
class Words(Lookup):
    """Folded words, each the beginning of a word of an engagement's search text."""

    lookup_name = "words"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Ask FTS5: the row's id among those found."""
        column, params = self.process_lhs(compiler, connection)
        row = column.replace('"search_text"', '"id"')
        found = "SELECT rowid FROM timeline_engagement_words WHERE timeline_engagement_words MATCH %s"
        return f"{row} IN ({found})", [*params, " ".join(f'"{word}"*' for word in self.rhs.split())]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Ask the text search for words by their beginnings."""
        column, params = self.process_lhs(compiler, connection)
        query = " & ".join(f"'{word}':*" for word in self.rhs.split())
        return f"to_tsvector('simple', {column}) @@ to_tsquery('simple', %s)", [*params, query]
