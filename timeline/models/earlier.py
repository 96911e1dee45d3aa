"""What was shown of engagements until it changed: written by record/ whenever a shown value becomes another."""

from datetime import datetime

from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat

from timeline.models.base import partial_date_field
from timeline.models.engagements import Engagement
from timeline.models.places import Country, Place, Venue
from timeline.models.series import KIND_CHOICES, Series
from timeline.vocabulary import Status


class EarlierStateQuerySet(models.QuerySet["EarlierState"]):
    """Earlier states, in the words queries use."""

    def at(self, moment: datetime) -> "EarlierStateQuerySet":
        """Keep what was shown at a moment: at most one state of an engagement, none of what still shows the same."""
        return self.filter(since__lte=moment, until__gt=moment)

    def having(self, words: str) -> "EarlierStateQuerySet":
        """Keep those in whose search text each of the folded words begins one."""
        found = self.alias(padded=Concat(Value(" "), "search_text", output_field=models.TextField()))
        for word in words.split():
            found = found.filter(padded__contains=f" {word}")
        return found


class EarlierState(models.Model):
    """All that was shown of one engagement from one moment until another.

    What an engagement shows now, since its `changed_at`, stands in its own row; while it was hidden it has no state. Few columns
    have an index: a state is written with every change and read by its time.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="earlier_states", db_index=False)
    since = models.DateTimeField(help_text="When it began to be shown so.")
    until = models.DateTimeField(help_text="When it showed something else, or nothing.")
    title = models.CharField(max_length=300)
    short_title = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=16, choices=KIND_CHOICES)
    status = models.CharField(max_length=10, choices=[(s.value, s.label) for s in Status])
    start = partial_date_field("First day: 2025, 2025-06 or 2025-06-25.")
    end = partial_date_field("Last day; repeats the first for one day.")
    earliest = models.IntegerField(null=True, blank=True, help_text="Day number of the first day it could mean.")
    latest = models.IntegerField(null=True, blank=True, help_text="Day number of the last day it could mean.")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    within = models.ForeignKey(Engagement, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    edition = models.PositiveIntegerField(null=True, blank=True)
    summary = models.TextField(blank=True)
    importance = models.PositiveSmallIntegerField(default=0)
    source_count = models.PositiveIntegerField(default=0)
    search_text = models.TextField(blank=True, help_text="Folded words that a search looks through.")
    parties = models.JSONField(default=list, help_text="Country code or organisation id, and role, in the order recorded.")
    people = models.JSONField(default=list, help_text="Person, office and party, in the order recorded.")
    topics = models.JSONField(default=list, help_text="Ids of topics.")

    objects = EarlierStateQuerySet.as_manager()

    class Meta:
        ordering = ["engagement", "since"]
        constraints = [
            models.UniqueConstraint(fields=["engagement", "since"], name="earlier_state_once"),
            models.CheckConstraint(condition=models.Q(since__lt=models.F("until")), name="earlier_state_lasted"),
        ]
        indexes = [
            models.Index(fields=["until", "since"], name="earlier_state_until"),
            models.Index(fields=["since", "until"], name="earlier_state_since"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.since:%Y-%m-%d} to {self.until:%Y-%m-%d}"


# The columns that a state takes over from its engagement's row.
SHOWN = (
    "title", "short_title", "kind", "status", "start", "end", "earliest", "latest", "place_id", "country_id", "venue_id",
    "within_id", "series_id", "edition", "summary", "importance", "source_count", "search_text",
)  # fmt: skip
