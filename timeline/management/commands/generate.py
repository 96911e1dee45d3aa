"""`generate N`: a made-up record of N engagements, the same for the same seed, for trying and measuring."""

from datetime import date
from random import Random
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from timeline.clock import today
from timeline.management.generating.facts import AHEAD, YEARS, Drawer
from timeline.management.generating.load import indexes_later, next_id, settle, write
from timeline.management.generating.rows import Rows
from timeline.management.generating.telling import tell
from timeline.management.generating.world import read_world
from timeline.models import Article, Attendance, Claim, Country, Engagement, Participation, Report, ReportKey, Review
from timeline.summaries import keeping

_STRETCH = 5000  # engagements held in memory at once
_GROWTH = 0.5  # days are drawn as a share of the span to this power: the record grows evenly from nothing


class Command(BaseCommand):
    """Draws engagements day by day and writes them with the articles that tell of them."""

    help = (
        "Write a made-up record of N engagements over 26 years: 2 to 10 parties each, most often 3, about 1.5 articles, and a "
        "claim with its quotation for every value shown (kind, status, dates, place, parties, people, series, edition, topics, "
        "larger engagement); with --claims core claims of kind, status, dates, place and parties alone, the rest is shown "
        "without, and articles read later are linked to none of it. "
        "The record must hold no engagement yet; knowledge is loaded from the seeds where it is missing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the number and the seed."""
        parser.add_argument("number", type=int)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--claims", choices=("all", "core"), default="all", help="Core for a million and more: half the rows."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Generate, saying how far it is."""
        number = options["number"]
        if number < 1:
            raise CommandError(f"{number} engagements can’t be made: ask for one or more.")
        if Engagement.objects.exists():
            raise CommandError(
                "The record holds engagements already: made-up ones must not mix with them. Use an empty database."
            )
        if not Country.objects.exists():
            # Imported only where there is something to load: the extractor comes with it.
            from timeline.ingest.seeds import load_knowledge

            load_knowledge(settings.SEEDS_DIR)
        began = monotonic()
        through = Engagement.topics.through
        with indexes_later([Article, Engagement, Claim, Participation, Attendance, through, Report, ReportKey, Review]):
            self._write(number, Random(options["seed"]), began, core_only=options["claims"] == "core")
            self.stdout.write(f"Indexing after {monotonic() - began:.0f} s ...")
        settle([Article, Engagement, Claim, Report])
        self.stdout.write("Counting for the charts ...")
        keeping.rebuild()
        self.stdout.write(f"{number:,} engagements generated in {monotonic() - began:.0f} s.")

    def _write(self, number: int, rng: Random, began: float, *, core_only: bool) -> None:
        world = read_world()
        names = dict(Country.objects.values_list("code", "name"))
        rows = Rows(
            world.kind_weights,
            names,
            article=next_id(Article),
            claim=next_id(Claim),
            report=next_id(Report),
            core_only=core_only,
        )
        now, first = today(), next_id(Engagement)
        drawer = Drawer(world, rng, now)
        for place, day in enumerate(_days(number, rng, now)):
            facts = drawer.draw(first + place, day)
            rows.add(facts, tell(facts, day, world.outlets, rng, now))
            if (place + 1) % _STRETCH == 0 or place + 1 == number:
                with transaction.atomic():
                    for table in rows.tables:
                        write(table)
                rows.empty()
                if (place + 1) % (10 * _STRETCH) == 0:
                    self.stdout.write(f"{place + 1:,} of {number:,} after {monotonic() - began:.0f} s")


def _days(number: int, rng: Random, now: date) -> list[int]:
    """Draw the day each engagement begins on, in order."""
    last = now.toordinal() + AHEAD
    first = now.replace(year=now.year - YEARS, day=1).toordinal()
    return sorted(first + int((last - first) * rng.random() ** _GROWTH) for _ in range(number))
