"""What titles are sorted by, the same on either database, by the index of migration 0013."""

from typing import Any

from django.db.models import CharField, Func

LETTERS = 120  # of a title that it is sorted by: the index need not hold more


class SortKey(Func):
    """The beginning of a text, A to Z in lower case, compared letter by letter as Python does.

    Its numbers stand in the statement itself: an index of an expression answers for that very expression.
    """

    arity = 1
    output_field = CharField()
    template = f"LOWER(SUBSTR(%(expressions)s, 1, {LETTERS}))"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Leave the language of the database out of it."""
        template = self.template.replace("%(expressions)s", '%(expressions)s COLLATE "C"')
        return self.as_sql(compiler, connection, template=template, **context)
