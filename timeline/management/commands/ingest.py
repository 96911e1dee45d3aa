"""`ingest PATH...`: articles from files and folders into the record."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline import clock, wording
from timeline.ingest.run import Outcome, Result, ingest_files

_BAR = 30  # characters


class Command(BaseCommand):
    """Reads articles, one transaction each, and says what became of them."""

    help = "Put articles on record: .txt, .html and the corpus's .json, single files or whole folders."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take any number of paths."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--records",
            action="store_true",
            help="take what the corpus's .json files say themselves; nothing is extracted",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ingest, show progress on a terminal, print the summary; fail only when nothing could be read."""
        missing = [str(path) for path in options["paths"] if not path.exists()]
        if missing:
            raise CommandError(f"There is no {wording.listing(missing)}.")
        outcomes = list(
            self._with_progress(ingest_files(options["paths"], at=clock.now(), with_records=options["records"]), options)
        )
        for outcome in outcomes:
            if outcome.kind in (Result.FAILED, Result.UNREAD):
                self.stderr.write(f"{outcome.name}: {outcome.reason}")
        counts = Counter(outcome.kind for outcome in outcomes)
        read = len(outcomes) - counts[Result.FAILED]
        self.stdout.write(
            f"{read} read: {counts[Result.NEW]} new, {counts[Result.NEW_VERSION]} new versions, "
            f"{counts[Result.UNCHANGED]} unchanged, "
            f"{counts[Result.UNREAD]} kept but not in English; {counts[Result.FAILED]} failed. "
            f"{sum(len(outcome.stored) for outcome in outcomes)} engagements told, "
            f"{sum(stored.is_new for outcome in outcomes for stored in outcome.stored)} new."
        )
        if outcomes and not read:
            raise CommandError("None of the files could be read.")
        if not outcomes:
            raise CommandError("There are no .txt, .html or .json files there.")

    def _with_progress(self, steps: Iterator[tuple[int, int, Outcome]], options: dict[str, Any]) -> Iterator[Outcome]:
        shown = options["verbosity"] > 0 and sys.stderr.isatty()
        for done, total, outcome in steps:
            if shown:
                filled = _BAR * done // total
                sys.stderr.write(f"\r[{'#' * filled}{'.' * (_BAR - filled)}] {done} of {total}")
                sys.stderr.write("\n" if done == total else "")
                sys.stderr.flush()
            yield outcome
