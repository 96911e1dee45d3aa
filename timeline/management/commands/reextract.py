"""`reextract`: read articles again after a change of the extractor or of what it knows; shows first what that changes."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline import clock, wording
from timeline.ingest.reread import Change, read_again, to_read_again


class Command(BaseCommand):
    """Compares what articles are read to say now with what they were read to say, and applies it when asked to."""

    help = (
        "Read again the articles that another extractor, or one that knew other names, has read. Without --apply nothing "
        "changes: the values added, changed and lost are shown, as they would be. With --apply they are, a hundred articles at "
        "a time; stopped at any point, the next run goes on. What people decided stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to apply, how many articles, and how many changes to show."""
        parser.add_argument("--apply", action="store_true", help="change the record; without it, it is only looked at")
        parser.add_argument("--limit", type=int, default=None, metavar="N", help="read the N oldest of them alone")
        parser.add_argument("--show", type=int, default=20, metavar="N", help="changes written out one by one (20)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, and say what changed."""
        limit, room = options["limit"], options["show"]
        if (limit is not None and limit < 1) or room < 0:
            raise CommandError("--limit is one or more articles, --show none or more changes.")
        ids = list(to_read_again().values_list("pk", flat=True)[:limit])
        if not ids:
            self.stdout.write("Every article was read by the extractor as it is, with all it knows.")
            return
        stayed: Counter[str] = Counter()
        counts: dict[str, Counter[str]] = {"added": Counter(), "changed": Counter(), "lost": Counter()}
        done = 0
        for lot in read_again(ids, at=clock.now(), apply=options["apply"]):
            done += lot.articles
            stayed += lot.stayed
            for change in lot.changes:
                counts[_what(change)][change.field] += 1
                if room:
                    self.stdout.write(f"{change.article}: {_in_words(change)}")
                    room -= 1
            if options["verbosity"] > 1:
                self.stdout.write(f"{done} of {len(ids)} read")
        self._summary(done, stayed, counts, is_applied=options["apply"])

    def _summary(self, done: int, stayed: Counter[str], counts: dict[str, Counter[str]], *, is_applied: bool) -> None:
        fields = sorted({*stayed, *(field for one in counts.values() for field in one)})
        self.stdout.write(f"{'':10}{'stay':>8}" + "".join(f"{name:>9}" for name in counts))
        for field in fields:
            self.stdout.write(f"{field:10}{stayed[field]:>8}" + "".join(f"{one[field]:>9}" for one in counts.values()))
        changed = wording.count(sum(one.total() for one in counts.values()), "change")
        ending = "They are on record." if is_applied else "Nothing was changed: --apply does it."
        self.stdout.write(f"{wording.count(done, 'article')} read again, {changed}. {ending}")


def _what(change: Change) -> str:
    return "changed" if change.old is not None and change.new is not None else "lost" if change.new is None else "added"


def _in_words(change: Change) -> str:
    both = {"added": "{new} is new", "changed": "{new} instead of {old}", "lost": "{old} is lost"}[_what(change)]
    return f"{change.field}: {both.format(old=change.old, new=change.new)}"
