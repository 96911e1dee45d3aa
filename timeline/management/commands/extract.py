"""`extract PATH...`: what the extractor reads, as JSON lines in the codebook's format; the record stays untouched."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline import clock
from timeline.ingest.preview import engagement_lines, explained_lines, mention_lines


class Command(BaseCommand):
    """Prints one line per article: its id, its engagements, and the spans of every value."""

    help = "Print the engagements of articles as JSON lines (tests/corpus/README.md). Writes to no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take paths, what to print, and where the knowledge comes from."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--knowledge", choices=("seeds", "db"), default="seeds", help="the seed files (default) or the tables"
        )
        output = parser.add_mutually_exclusive_group()
        output.add_argument(
            "--mentions", action="store_true", help="print dates, places, parties and people instead, as characters of the text"
        )
        output.add_argument(
            "--explain", action="store_true", help="say of each value which rule read it, from which words, and how sure it is"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line per article; report files that can't be read and go on."""
        seeds = settings.SEEDS_DIR if options["knowledge"] == "seeds" else None
        lines = mention_lines if options["mentions"] else explained_lines if options["explain"] else engagement_lines
        failed = printed = 0
        for name, line, problem in lines(options["paths"], seeds=seeds, today=clock.today()):
            if problem:
                self.stderr.write(f"{name}: {problem}")
                failed += 1
                continue
            if options["explain"]:
                self._explain(line)
            else:
                self.stdout.write(json.dumps(line, ensure_ascii=False))
            printed += 1
        if failed and not printed:
            raise CommandError("None of the files could be read.")

    def _explain(self, line: dict[str, Any]) -> None:
        """Write one article's explanation for a person to read."""
        published = f"days are counted from {line['published']}" if line["published"] else "no day of publication is known"
        self.stdout.write(f"{line['id']} ({line['engine']}; {published})")
        for note in line["notes"]:
            self.stdout.write(f"  Note: {note}")
        for engagement in line["engagements"]:
            self.stdout.write(f"  Engagement {engagement['key']}")
            for value in engagement["values"]:
                told = value["value"] if isinstance(value["value"], str) else json.dumps(value["value"], ensure_ascii=False)
                words = " ".join(value["words"].split())
                self.stdout.write(f"    {value['field']}: {told}  ({value['confidence']:.0%})")
                self.stdout.write(f"      “{words}”. {value['how']}" + (f" From {value['derived']}." if value["derived"] else ""))
