"""The record itself: engagements, who took part, what they were about. Written by record/ alone."""

from django.db import models
from django.urls import reverse

from timeline.models.actors import Organisation, Person
from timeline.models.base import partial_date_check, partial_date_field
from timeline.models.places import Country, Place, Venue
from timeline.models.series import KIND_CHOICES, Series, Topic
from timeline.models.titles import SortKey
from timeline.vocabulary import Kind, ReviewState, Role, Status


class EngagementQuerySet(models.QuerySet["Engagement"]):
    """Engagements, in the words pages use."""

    def shown(self) -> "EngagementQuerySet":
        """Leave out the withdrawn and the merged."""
        return self.filter(withdrawn_at__isnull=True)


class Engagement(models.Model):
    """One concrete interaction between two or more parties; every shown value is chosen from its claims by `record/`."""

    uid = models.CharField(
        max_length=200, unique=True, null=True, blank=True, help_text="Key of the file it was loaded from, where there was one."
    )
    title = models.CharField(max_length=300)
    short_title = models.CharField(max_length=120, blank=True, help_text="What a chart writes beside its mark.")
    kind = models.CharField(max_length=16, choices=KIND_CHOICES)
    status = models.CharField(max_length=10, choices=[(s.value, s.label) for s in Status])
    start = partial_date_field("First day: 2025, 2025-06 or 2025-06-25.")
    end = partial_date_field("Last day; repeats the first for one day.")
    earliest = models.IntegerField(null=True, blank=True, help_text="Day number of the first day it can mean.")
    latest = models.IntegerField(null=True, blank=True, help_text="Day number of the last day it can mean.")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="engagements")
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="engagements", help_text="Where it took place."
    )
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, null=True, blank=True, related_name="engagements")
    within = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, blank=True, related_name="engagements")
    edition = models.PositiveIntegerField(null=True, blank=True)
    summary = models.TextField(blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="engagements")
    importance = models.PositiveSmallIntegerField(
        default=0, help_text="0 to 100; decides what is named when not everything fits."
    )
    source_count = models.PositiveIntegerField(default=0, help_text="Independent sources with a live claim.")
    review_state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ReviewState], default=ReviewState.UNREVIEWED
    )
    choices = models.JSONField(default=dict, blank=True, help_text="By field: the chosen claim, the runner-up, the reason.")
    search_text = models.TextField(blank=True, editable=False, help_text="Folded words that a search looks through.")
    recorded_at = models.DateTimeField(help_text="When it entered the record.")
    changed_at = models.DateTimeField(help_text="When a shown value last changed.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")

    objects = EngagementQuerySet.as_manager()

    class Meta:
        ordering = ["-earliest", "-id"]
        constraints = [
            partial_date_check("start", "engagement_start"),
            partial_date_check("end", "engagement_end"),
            models.CheckConstraint(
                condition=models.Q(start="", end="", earliest__isnull=True, latest__isnull=True)
                | (~models.Q(start="") & ~models.Q(end="") & models.Q(earliest__isnull=False, latest__isnull=False)),
                name="engagement_days_follow_dates",
            ),
            models.CheckConstraint(
                condition=models.Q(earliest__isnull=True) | models.Q(earliest__lte=models.F("latest")),
                name="engagement_end_not_before_start",
                violation_error_message="The end lies before the start.",
            ),
            models.CheckConstraint(condition=~models.Q(within=models.F("id")), name="engagement_not_in_itself"),
            models.CheckConstraint(condition=models.Q(importance__lte=100), name="engagement_importance"),
            models.CheckConstraint(condition=models.Q(kind__in=[k.value for k in Kind]), name="engagement_kind"),
            models.CheckConstraint(condition=models.Q(status__in=[s.value for s in Status]), name="engagement_status"),
        ]
        indexes = [
            models.Index(fields=["earliest", "latest"]),
            models.Index(fields=["-importance", "earliest", "latest"]),
            models.Index(fields=["series", "edition"]),
            models.Index(fields=["kind", "earliest"]),
            models.Index(fields=["-changed_at", "-id"], name="engagement_changed"),
            models.Index(SortKey("title"), "id", condition=models.Q(withdrawn_at__isnull=True), name="engagement_titles"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the engagement's permanent address."""
        return reverse("engagement-detail", args=[self.pk])


class Participation(models.Model):
    """One party, a country or an organisation, in one engagement; dates and importance are copied for range queries."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="participations")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, null=True, blank=True, related_name="participations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="participations")
    role = models.CharField(max_length=11, choices=[(r.value, r.value) for r in Role], default=Role.PARTICIPANT)
    earliest = models.IntegerField(null=True)
    latest = models.IntegerField(null=True)
    importance = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(country__isnull=True) ^ models.Q(organisation__isnull=True),
                name="participation_one_party",
                violation_error_message="Name a country or an organisation, not both.",
            ),
            models.UniqueConstraint(fields=["engagement", "country"], name="participation_country_once"),
            models.UniqueConstraint(fields=["engagement", "organisation"], name="participation_organisation_once"),
        ]
        indexes = [
            models.Index(fields=["country", "earliest", "latest", "engagement"], name="participation_country_days"),
            models.Index(fields=["country", "-importance"], name="participation_country_top"),
            models.Index(fields=["organisation", "earliest", "latest", "engagement"], name="participation_org_days"),
        ]

    def __str__(self) -> str:
        return f"{self.country_id or self.organisation} in {self.engagement}"


class Attendance(models.Model):
    """One person in one engagement, with the office then held."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    office = models.CharField(max_length=200, blank=True, help_text="Office held at the time.")
    party = models.CharField(max_length=20, blank=True, help_text="Country code or organisation acronym the person spoke for.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement", "person"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.person} at {self.engagement}"
