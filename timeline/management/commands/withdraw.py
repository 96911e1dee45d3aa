"""`withdraw article|engagement ID`: take something back, with the reason kept."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline import clock, wording
from timeline.models import Article, Engagement
from timeline.record import withdraw_article, withdraw_engagement


class Command(BaseCommand):
    """Withdraws an article with all it said, or one engagement."""

    help = "Withdraw an article (its claims are retracted) or an engagement (a tombstone takes its place)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what, its number, and why."""
        parser.add_argument("thing", choices=("article", "engagement"))
        parser.add_argument("id", type=int)
        parser.add_argument("--reason", default="", help="shown to readers who follow the old address")

    def handle(self, *args: Any, **options: Any) -> None:
        """Withdraw and say what disappeared with it."""
        try:
            if options["thing"] == "article":
                article = Article.objects.get(pk=options["id"])
                hidden = withdraw_article(article, reason=options["reason"], at=clock.now())
                self.stdout.write(
                    f"“{article}” is withdrawn, and with it {wording.count(len(hidden), 'engagement')} no other source tells of."
                )
            else:
                engagement = Engagement.objects.get(pk=options["id"])
                withdraw_engagement(engagement, reason=options["reason"], at=clock.now())
                self.stdout.write(f"“{engagement}” is withdrawn.")
        except (Article.DoesNotExist, Engagement.DoesNotExist):
            raise CommandError(f"No {options['thing']} has the number {options['id']}.") from None
