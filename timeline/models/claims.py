"""Claims: one source says one value for one field of one engagement. They are the record's history and only ever grow."""

from datetime import datetime

from django.conf import settings
from django.db import models

from timeline.models.articles import Article, Source
from timeline.models.engagements import Engagement
from timeline.vocabulary import Field, Origin


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims, in the words the record uses."""

    def live(self) -> "ClaimQuerySet":
        """Leave out the retracted."""
        return self.filter(retracted_at__isnull=True)

    def live_at(self, moment: datetime) -> "ClaimQuerySet":
        """Keep those that were on record at a moment and not retracted yet."""
        return self.filter(models.Q(retracted_at__isnull=True) | models.Q(retracted_at__gt=moment), recorded_at__lte=moment)


class Claim(models.Model):
    """One value that one source gives for one field. Triggers keep `quote` equal to its article's words (migration 0002)."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="claims")
    field = models.CharField(max_length=10, choices=[(f.value, f.value) for f in Field])
    value = models.JSONField(help_text="As the source gives it; shapes in vocabulary.Field.")
    key = models.CharField(max_length=200, help_text="Canonical form: two claims agree when their keys do.")
    denies = models.BooleanField(default=False, help_text="A person says that this value does not hold.")
    origin = models.CharField(max_length=9, choices=[(o.value, o.value) for o in Origin])

    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    span_start = models.PositiveIntegerField(
        null=True, blank=True, help_text="First character of the words in the article's text."
    )
    span_end = models.PositiveIntegerField(null=True, blank=True, help_text="Character after the words.")
    sentence_start = models.PositiveIntegerField(
        null=True, blank=True, help_text="First character of the sentence around the words."
    )
    sentence_end = models.PositiveIntegerField(null=True, blank=True, help_text="Character after the sentence.")
    quote = models.TextField(blank=True, help_text="The words themselves.")
    rule = models.CharField(max_length=60, blank=True, help_text="The extractor's rule that read them.")
    engine = models.CharField(max_length=40, blank=True)
    confidence = models.FloatField(null=True, blank=True, help_text="0 to 1.")
    derived = models.CharField(max_length=300, blank=True, help_text="What a value no words state outright was derived from.")

    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    report_url = models.URLField("report's address", max_length=1000, blank=True)
    published = models.DateField(null=True, blank=True, help_text="When its source was published; the newest decides the status.")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    note = models.TextField(blank=True)

    recorded_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True, blank=True)
    retracted_reason = models.CharField(max_length=300, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(origin=Origin.EXTRACTED)
                | (
                    models.Q(article__isnull=False, span_start__isnull=False, sentence_start__isnull=False)
                    & ~models.Q(quote="")
                    & models.Q(sentence_start__lte=models.F("span_start"), span_start__lt=models.F("span_end"))
                    & models.Q(span_end__lte=models.F("sentence_end"))
                ),
                name="claim_extracted_has_evidence",
            ),
            models.CheckConstraint(
                condition=~models.Q(origin=Origin.COMPILED)
                | (models.Q(article__isnull=True, quote="") & ~models.Q(report_url="")),
                name="claim_compiled_has_address",
            ),
            models.CheckConstraint(
                condition=~models.Q(origin=Origin.MANUAL) | models.Q(author__isnull=False), name="claim_manual_has_author"
            ),
            models.CheckConstraint(
                condition=models.Q(denies=False) | models.Q(origin=Origin.MANUAL), name="claim_only_people_deny"
            ),
            models.CheckConstraint(
                condition=models.Q(retracted_at__isnull=True) | models.Q(retracted_at__gte=models.F("recorded_at")),
                name="claim_retracted_after_recorded",
            ),
            models.CheckConstraint(
                condition=models.Q(confidence__isnull=True) | models.Q(confidence__range=(0, 1)), name="claim_confidence"
            ),
        ]
        indexes = [
            models.Index(fields=["engagement", "field"]),
            models.Index(fields=["article", "span_start"]),
            models.Index(fields=["key"], name="claim_key"),  # who and what is named, to be said again when things are merged
        ]

    def __str__(self) -> str:
        return f"{self.field} = {self.value}"
