"""Recurring formats in a tree, and the knowledge the extractor reads: kinds' codes, topics, wordings."""

from django.db import models
from django.urls import reverse

from timeline.models.actors import Organisation
from timeline.models.base import Alias, Knowledge, Nameable
from timeline.models.places import Country
from timeline.vocabulary import Kind

KIND_CHOICES = [(kind.value, kind.label) for kind in Kind]


class Series(Nameable):
    """One recurring format: a commission, its working group, an annual dialogue, an exercise."""

    name = models.CharField(max_length=200, unique=True, help_text="Usual English name with the parties or the body.")
    kind = models.CharField(max_length=16, choices=KIND_CHOICES)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="series")
    parties = models.ManyToManyField(Country, blank=True, related_name="series")
    weight = models.PositiveSmallIntegerField(default=30, help_text="0 to 100; counts towards the importance of its editions.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "series"
        constraints = [models.CheckConstraint(condition=models.Q(weight__lte=100), name="series_weight")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the series' page."""
        return reverse("series-detail", args=[self.pk])


class SeriesAlias(Alias):
    """One other name of a series."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name_plural = "series aliases"
        constraints = [models.UniqueConstraint(fields=["series", "text"], name="series_alias_once")]


class KindCode(Knowledge):
    """How one kind of engagement is coded by the field's codebooks, and what it weighs."""

    kind = models.CharField(max_length=16, choices=KIND_CHOICES, unique=True)
    plover = models.CharField("PLOVER", max_length=60)
    cameo = models.CharField("CAMEO", max_length=60)
    is_inferred = models.BooleanField(default=False, help_text="The codebook's manual is silent; the code is our judgement.")
    weight = models.PositiveSmallIntegerField(default=20, help_text="Points towards importance.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.get_kind_display()


class Topic(Knowledge):
    """One topic of the codebook, with the wordings that say so."""

    name = models.CharField(max_length=60, unique=True)
    cues = models.TextField(blank=True, help_text="Wordings that name the topic, one per line.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Wording(Knowledge):
    """One wording of one of the extractor's lists: a rank, a venue noun, a cue for a kind or a status."""

    list = models.CharField(max_length=30, db_index=True, help_text="Which list: rank, venue_noun, kind_cue, status_cue …")
    text = models.CharField(max_length=120)
    value = models.CharField(max_length=120, blank=True, help_text="What the wording means.")
    weight = models.FloatField(default=1.0)

    class Meta:
        ordering = ["list", "text"]
        constraints = [models.UniqueConstraint(fields=["list", "text", "value"], name="wording_once")]

    def __str__(self) -> str:
        return f"{self.list}: {self.text}"
