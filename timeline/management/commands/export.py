"""`export --format jsonl [--asof DAY]`: the whole record on standard output, an engagement a line."""

import json
import os
from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from timeline.clock import today
from timeline.queries.records import record_lines


def _day(text: str) -> date:
    """Read a day up to today; refuse anything else in a sentence."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a day of the calendar: write it like 2025-06-25.") from None
    if day > today():
        raise ArgumentTypeError(f"“{text}” is still to come: the record is known up to today.")
    return day


class Command(BaseCommand):
    """Prints every shown engagement with what is chosen of it and what each article told."""

    help = "Print the record as JSON lines in the codebook's keys (tests/corpus/README.md), an engagement a line."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the format and the day."""
        parser.add_argument("--format", choices=("jsonl",), default="jsonl", help="JSON lines, the only one so far")
        parser.add_argument("--asof", type=_day, metavar="DAY", help="the record as known at the end of a day, 2025-06-25 (UTC)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print line by line: the memory it takes does not grow with the record."""
        try:
            for line in record_lines(options["asof"]):
                self.stdout.write(json.dumps(line, ensure_ascii=False))
        except BrokenPipeError:
            # Whoever reads has read enough (`export | head`); what Python would flush on leaving has nowhere to go.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.stdout.fileno())
