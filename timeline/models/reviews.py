"""What people make of what was read: which articles wait for a look, what became of each claim looked at, and the score of it."""

from django.conf import settings
from django.db import models

from timeline.models.articles import Article
from timeline.models.claims import Claim


class Review(models.Model):
    """Where one version of an article stands with the reviewers: waiting, weighed by what a look at it is worth, or decided."""

    class Outcome(models.TextChoices):
        """What a reviewer decided of the article as a whole."""

        ACCEPTED = "accepted"
        REJECTED = "rejected"

    article = models.OneToOneField(Article, on_delete=models.PROTECT, related_name="review")
    is_waiting = models.BooleanField(default=True, help_text="In the queue: current, not withdrawn, not decided.")
    worth = models.FloatField(default=0, help_text="Expected corrections per minute, as record/worth.py weighs them.")
    reasons = models.JSONField(default=dict, help_text="What it is made of: engagements found, doubts, differences, doubles.")
    new_names = models.JSONField(default=list, help_text="Keys of what it names and nobody has confirmed: person:12, place:7.")
    weighed_at = models.DateTimeField(help_text="When its worth was last computed: what it hangs on may have changed since.")
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="", reviewer__isnull=True, reviewed_at__isnull=True)
                | (~models.Q(outcome="") & models.Q(reviewer__isnull=False, reviewed_at__isnull=False)),
                name="review_decided_by_somebody",
            )
        ]
        indexes = [
            models.Index(fields=["-worth", "article"], condition=models.Q(is_waiting=True), name="review_queue"),
            models.Index(fields=["weighed_at", "article"], condition=models.Q(is_waiting=True), name="review_stalest"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.outcome or 'waiting'}"


class Verdict(models.Model):
    """What a reviewer found of one extracted claim; a later look replaces an earlier one."""

    class Finding(models.TextChoices):
        """Whether it holds, a person says otherwise, or it does not hold at all."""

        ACCEPTED = "accepted"
        CORRECTED = "corrected"
        REJECTED = "rejected"

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="verdict")
    finding = models.CharField(max_length=9, choices=Finding.choices)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verdicts")
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.finding}"


class Score(models.Model):
    """How many claims of one source, one field or one version of the extractor were accepted, corrected and rejected."""

    class Subject(models.TextChoices):
        """What is scored; `name` is a source's id, a field or an engine."""

        SOURCE = "source"
        FIELD = "field"
        ENGINE = "engine"

    subject = models.CharField(max_length=6, choices=Subject.choices)
    name = models.CharField(max_length=40)
    accepted = models.PositiveIntegerField(default=0)
    corrected = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "name"], name="score_once")]

    def __str__(self) -> str:
        return f"{self.subject} {self.name}: {self.accepted} of {self.accepted + self.corrected + self.rejected}"
