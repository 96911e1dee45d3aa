"""`extract PATH...`: what the extractor reads, as JSON lines in the codebook's format; the record stays untouched."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline import clock
from timeline.ingest.preview import engagement_lines


class Command(BaseCommand):
    """Prints one line per article: its id, its engagements, and the spans of every value."""

    help = "Print the engagements of articles as JSON lines (tests/corpus/README.md). Writes to no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take paths, and where the knowledge comes from."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--knowledge", choices=("seeds", "db"), default="seeds", help="the seed files (default) or the tables"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line per article; report files that can't be read and go on."""
        seeds = settings.SEEDS_DIR if options["knowledge"] == "seeds" else None
        failed = printed = 0
        for name, line, problem in engagement_lines(options["paths"], seeds=seeds, today=clock.today()):
            if problem:
                self.stderr.write(f"{name}: {problem}")
                failed += 1
                continue
            self.stdout.write(json.dumps(line, ensure_ascii=False))
            printed += 1
        if failed and not printed:
            raise CommandError("None of the files could be read.")
