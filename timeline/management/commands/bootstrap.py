"""`bootstrap`: everything a new copy needs before it serves; run again it brings only what is new."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

from timeline import clock, wording
from timeline.management.demo import DEMO_USER, new_password
from timeline.management.roles import ensure_roles
from timeline.models import Engagement, MonthColumns
from timeline.record import hear_new
from timeline.summaries import keeping

_MARK = "seeds-loaded"


class Command(BaseCommand):
    """Migrates, loads seeds and sample articles, makes the demo account."""

    help = "Prepare the database: migrate, load seeds and sample articles, make a demo log-in. Safe to run again."
    # The checks import every page and the extractor with them: a second start has no need to wait for that.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is missing, saying what."""
        call_command("migrate", verbosity=0, interactive=False)
        ensure_roles()
        if not MonthColumns.objects.exists():  # a record from before they were kept
            keeping.rebuild()
        self._load(settings.SEEDS_DIR)
        # Only a record without any account gets one: who deletes the demo account doesn't want it back.
        if not get_user_model().objects.exists():
            password = new_password()
            self.stdout.write(f"A demo log-in was made: {DEMO_USER} / {password}")
            self.stdout.write("The password is shown this once; `make password` sets a new one.")

    def _load(self, seeds: Path) -> None:
        mark = settings.DATA_DIR / _MARK
        stamp = _fingerprint(seeds)
        # The mark alone does not count: the database may be another one since.
        if mark.exists() and mark.read_text() == stamp and Engagement.objects.exists():
            return
        # Imported only where there is something to load: the extractor's engine takes seconds to import.
        from timeline.ingest.run import Result, ingest_files
        from timeline.ingest.seeds import load_knowledge
        from timeline.ingest.starter import load_starter

        self.stdout.write("Loading knowledge, starter engagements and sample articles (a minute or so, the first time) ...")
        knowledge = load_knowledge(seeds)
        starter = load_starter(seeds, at=clock.now())
        outcomes = [outcome for _, _, outcome in ingest_files([seeds / "articles"], at=clock.now())]
        hear_new()
        for outcome in outcomes:
            if outcome.kind is Result.FAILED:
                self.stderr.write(f"{outcome.name}: {outcome.reason}")
        new = sum(outcome.kind is Result.NEW for outcome in outcomes)
        self.stdout.write(
            f"{wording.count(knowledge.new, 'row')} of knowledge, {wording.count(starter.new, 'engagement')} "
            f"and {wording.count(new, 'sample article')} are new; {wording.count(knowledge.updated, 'row')} brought up to date, "
            f"{wording.count(knowledge.kept, 'row')} left as edited here."
        )
        mark.write_text(stamp)


def _fingerprint(folder: Path) -> str:
    """Return what changes when a seed file does, or when the settings name another database."""
    # Without the data folder's own path: a copied folder is as loaded as its original.
    database = repr(sorted(map(str, settings.DATABASES["default"].items()))).replace(str(settings.DATA_DIR), "")
    digest = hashlib.sha256(database.encode())
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".csv", ".json")):
        digest.update(f"{path.relative_to(folder)}\n".encode() + path.read_bytes())
    return digest.hexdigest()
