"""An index of the words by which a search finds an engagement: SQLite's FTS5 kept by triggers, PostgreSQL's GIN.

SQLite drops a table's triggers when a later migration rebuilds the table: such a migration must run `create` again
(tests/queries/test_filter.py notices).
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    """
    CREATE VIRTUAL TABLE timeline_engagement_words USING fts5(
        search_text, content='timeline_engagement', content_rowid='id', prefix='2 3', detail='none', columnsize=0,
        tokenize='unicode61 remove_diacritics 0'
    )
    """,
    """
    CREATE TRIGGER timeline_engagement_words_insert AFTER INSERT ON timeline_engagement BEGIN
        INSERT INTO timeline_engagement_words (rowid, search_text) VALUES (NEW.id, NEW.search_text);
    END
    """,
    """
    CREATE TRIGGER timeline_engagement_words_delete AFTER DELETE ON timeline_engagement BEGIN
        INSERT INTO timeline_engagement_words (timeline_engagement_words, rowid, search_text) VALUES ('delete', OLD.id, OLD.search_text);
    END
    """,
    """
    CREATE TRIGGER timeline_engagement_words_update AFTER UPDATE OF search_text ON timeline_engagement
    WHEN OLD.search_text <> NEW.search_text BEGIN
        INSERT INTO timeline_engagement_words (timeline_engagement_words, rowid, search_text) VALUES ('delete', OLD.id, OLD.search_text);
        INSERT INTO timeline_engagement_words (rowid, search_text) VALUES (NEW.id, NEW.search_text);
    END
    """,
    "INSERT INTO timeline_engagement_words (timeline_engagement_words) VALUES ('rebuild')",
]
SQLITE_DROP = [
    *(f"DROP TRIGGER IF EXISTS timeline_engagement_words_{when}" for when in ("insert", "delete", "update")),
    "DROP TABLE IF EXISTS timeline_engagement_words",
]
POSTGRESQL = ["CREATE INDEX timeline_engagement_words ON timeline_engagement USING gin (to_tsvector('simple', search_text))"]
POSTGRESQL_DROP = ["DROP INDEX IF EXISTS timeline_engagement_words"]


def run(schema_editor: BaseDatabaseSchemaEditor, by_vendor: dict[str, list[str]]) -> None:
    """Execute the statements of the database at hand."""
    for statement in by_vendor[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def create(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index."""
    run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def drop(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the index."""
    run(schema_editor, {"sqlite": SQLITE_DROP, "postgresql": POSTGRESQL_DROP})


class Migration(migrations.Migration):
    dependencies = [("timeline", "0003_month_columns")]
    operations = [migrations.RunPython(create, drop)]
