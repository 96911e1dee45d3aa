"""Where sources differ: kept by record/ beside what it chooses, so that a page of differences costs the same at any size."""

from django.db import models

from timeline.models.claims import Claim
from timeline.models.engagements import Engagement
from timeline.vocabulary import Field


class Difference(models.Model):
    """One matter of one engagement on which two sources differ: the claim that is shown and the best one that says otherwise."""

    class Matter(models.TextChoices):
        DATE = "date", "Date"
        PLACE = "place", "Place"
        KIND = "kind", "Kind"
        PARTIES = "parties", "Participants"

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="differences")
    matter = models.CharField(max_length=7, choices=Matter.choices)
    day = models.IntegerField(default=0, help_text="The engagement's first day number, 0 where no date is known.")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(help_text="When these two claims began to be the ones that differ.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement", "matter"], name="difference_once")]
        indexes = [
            models.Index(fields=["-day", "-engagement", "matter"], name="difference_newest"),
            models.Index(fields=["matter", "-day", "-engagement"], name="difference_of_matter"),
        ]

    def __str__(self) -> str:
        return f"{self.matter} of {self.engagement_id}"


class EarlierDifference(models.Model):
    """What a `Difference` was from one moment until another: it ended there, or other claims or another day took its place."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="earlier_differences", db_index=False)
    matter = models.CharField(max_length=7, choices=Difference.Matter.choices)
    day = models.IntegerField(default=0)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+", db_index=False)
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "matter", "since"], name="earlier_difference_once"),
            models.CheckConstraint(condition=models.Q(since__lt=models.F("until")), name="earlier_difference_lasted"),
        ]
        indexes = [models.Index(fields=["until", "since"], name="earlier_difference_until")]

    def __str__(self) -> str:
        return f"{self.matter} of {self.engagement_id}, {self.since:%Y-%m-%d} to {self.until:%Y-%m-%d}"


MATTER_OF = {
    Field.START: Difference.Matter.DATE,
    Field.END: Difference.Matter.DATE,
    Field.PLACE: Difference.Matter.PLACE,
    Field.COUNTRY: Difference.Matter.PLACE,
    Field.KIND: Difference.Matter.KIND,
    Field.PARTY: Difference.Matter.PARTIES,
}  # the fields that say something of each matter, the telling one first
