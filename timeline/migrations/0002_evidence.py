"""Triggers that keep evidence true: a claim's quotation equals its article's words, and an article's words never change.

SQLite drops a table's triggers when a later migration rebuilds the table: such a migration must run `create` again
(tests/models/test_evidence.py notices).
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    *(
        f"""
        CREATE TRIGGER timeline_claim_evidence_{when} BEFORE {when} ON timeline_claim WHEN NEW.article_id IS NOT NULL AND NEW.quote <> ''
        BEGIN
            SELECT RAISE(ABORT, 'claim_evidence: the quotation is not the article''s words at its span')
            WHERE NOT EXISTS (
                SELECT 1 FROM timeline_article a WHERE a.id = NEW.article_id AND NEW.sentence_end <= length(a.text)
                AND substr(a.text, NEW.span_start + 1, NEW.span_end - NEW.span_start) = NEW.quote
            );
        END
        """
        for when in ("insert", "update")
    ),
    """
    CREATE TRIGGER timeline_article_text_fixed BEFORE UPDATE OF text ON timeline_article WHEN OLD.text <> NEW.text
    BEGIN
        SELECT RAISE(ABORT, 'article_text_fixed: a corrected text is a new version of the article');
    END
    """,
]
SQLITE_DROP = [
    "DROP TRIGGER IF EXISTS timeline_claim_evidence_insert",
    "DROP TRIGGER IF EXISTS timeline_claim_evidence_update",
    "DROP TRIGGER IF EXISTS timeline_article_text_fixed",
]
POSTGRESQL = [
    """
    CREATE FUNCTION timeline_claim_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT 1 FROM timeline_article a WHERE a.id = NEW.article_id AND NEW.sentence_end <= length(a.text)
            AND substr(a.text, NEW.span_start + 1, NEW.span_end - NEW.span_start) = NEW.quote
        ) THEN
            RAISE EXCEPTION 'claim_evidence: the quotation is not the article''s words at its span' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER timeline_claim_evidence BEFORE INSERT OR UPDATE ON timeline_claim
    FOR EACH ROW WHEN (NEW.article_id IS NOT NULL AND NEW.quote <> '') EXECUTE FUNCTION timeline_claim_evidence()
    """,
    """
    CREATE FUNCTION timeline_article_text_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'article_text_fixed: a corrected text is a new version of the article' USING ERRCODE = 'check_violation';
    END $$
    """,
    """
    CREATE TRIGGER timeline_article_text_fixed BEFORE UPDATE OF text ON timeline_article
    FOR EACH ROW WHEN (OLD.text IS DISTINCT FROM NEW.text) EXECUTE FUNCTION timeline_article_text_fixed()
    """,
]
POSTGRESQL_DROP = [
    "DROP TRIGGER IF EXISTS timeline_claim_evidence ON timeline_claim",
    "DROP FUNCTION IF EXISTS timeline_claim_evidence()",
    "DROP TRIGGER IF EXISTS timeline_article_text_fixed ON timeline_article",
    "DROP FUNCTION IF EXISTS timeline_article_text_fixed()",
]


def run(schema_editor: BaseDatabaseSchemaEditor, by_vendor: dict[str, list[str]]) -> None:
    """Execute the statements of the database at hand; refuse one that is neither SQLite nor PostgreSQL."""
    vendor = schema_editor.connection.vendor
    if vendor not in by_vendor:
        raise NotImplementedError(f"Sidelines keeps its record in SQLite or PostgreSQL, not in {vendor}.")
    for statement in by_vendor[vendor]:
        schema_editor.execute(statement, params=None)


def create(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers."""
    run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def drop(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the triggers."""
    run(schema_editor, {"sqlite": SQLITE_DROP, "postgresql": POSTGRESQL_DROP})


class Migration(migrations.Migration):
    dependencies = [("timeline", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
