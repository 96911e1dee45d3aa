"""`export --format jsonl`: the whole record on standard output, an engagement a line."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from timeline.queries.records import record_lines


class Command(BaseCommand):
    """Prints every shown engagement with what is chosen of it and what each article told."""

    help = "Print the record as JSON lines in the codebook's keys (tests/corpus/README.md), an engagement a line."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the format."""
        parser.add_argument("--format", choices=("jsonl",), default="jsonl", help="JSON lines, the only one so far")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print line by line: the memory it takes does not grow with the record."""
        for line in record_lines():
            self.stdout.write(json.dumps(line, ensure_ascii=False))
