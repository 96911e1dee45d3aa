"""Which people, places, venues and series are one: what people decided, how names sound, and which pairs are worth a look."""

from django.conf import settings
from django.db import models

THINGS = [("person", "person"), ("place", "place"), ("venue", "venue"), ("series", "series")]


class ThingDecisionQuerySet(models.QuerySet["ThingDecision"]):
    """Decisions, in the words the record uses."""

    def standing(self) -> "ThingDecisionQuerySet":
        """Leave out what was taken back."""
        return self.filter(undone_at__isnull=True)


class ThingDecision(models.Model):
    """One person's word that two things on record are one, or two. None is deleted; one taken back says when."""

    thing = models.CharField(max_length=8, choices=THINGS)
    one = models.BigIntegerField(help_text="Id of the one that stands for both; where they are two, the lower id.")
    other = models.BigIntegerField(help_text="Id of the one that was merged; where they are two, the higher id.")
    is_same = models.BooleanField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="thing_decisions"
    )
    note = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    brought = models.JSONField(
        default=dict, blank=True, help_text="What the merge moved, so that taking it back gives back exactly that."
    )

    objects = ThingDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["decided_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="thing_decision_two"),
            models.UniqueConstraint(
                fields=["thing", "other"],
                condition=models.Q(is_same=True, undone_at__isnull=True),
                name="thing_merged_once",
            ),
        ]
        indexes = [models.Index(fields=["thing", "one"]), models.Index(fields=["thing", "other"])]

    def __str__(self) -> str:
        return f"{self.thing} {self.one} {'=' if self.is_same else '≠'} {self.other}"


class NameKey(models.Model):
    """One key under which things with like names meet: what a name or another name sounds like, in one country."""

    thing = models.CharField(max_length=8, choices=THINGS)
    ref = models.BigIntegerField(help_text="Id of the thing.")
    key = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thing", "ref", "key"], name="name_key_once")]
        indexes = [models.Index(fields=["thing", "key", "ref"], name="name_key_found")]

    def __str__(self) -> str:
        return f"{self.thing} {self.ref}: {self.key}"


class ThingProposal(models.Model):
    """Two things whose names can mean one, for a person to look at; made anew when either gets another name."""

    thing = models.CharField(max_length=8, choices=THINGS)
    one = models.BigIntegerField(help_text="The lower id.")
    other = models.BigIntegerField(help_text="The higher id.")
    likeness = models.PositiveSmallIntegerField(help_text="How alike the names are: linking.names.Alike.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thing", "one", "other"], name="thing_proposal_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="thing_proposal_in_order"),
        ]
        indexes = [
            models.Index(fields=["thing", "-likeness", "one", "other"], name="thing_proposal_order"),
            models.Index(fields=["thing", "other"], name="thing_proposal_other"),
        ]

    def __str__(self) -> str:
        return f"{self.thing} {self.one} ~ {self.other}"
