"""What several models share: knowledge rows with history, aliases, partial-date columns, redirects."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from timeline import partial_dates
from timeline.folding import fold


def validate_partial_date(value: str) -> None:
    """Refuse what is no partial date, with a sentence for the form."""
    try:
        partial_dates.parse(value)
    except ValueError as error:
        raise ValidationError(str(error)) from None


def partial_date_field(help_text: str) -> Any:
    """Return the column of a partial date: empty, `2025`, `2025-06` or `2025-06-25`."""
    return models.CharField(max_length=10, blank=True, default="", validators=[validate_partial_date], help_text=help_text)


def partial_date_check(field: str, name: str) -> models.CheckConstraint:
    """Return the database's own check that a partial-date column is empty or well-formed."""
    return models.CheckConstraint(
        condition=models.Q(**{field: ""}) | models.Q(**{f"{field}__regex": partial_dates.PATTERN}),
        name=name,
        violation_error_message="Write the date as 2025, 2025-06 or 2025-06-25.",
    )


class Knowledge(models.Model):
    """A row of what the world is taken to be; seeds bring it, people edit it, its history is kept."""

    seed_hash = models.CharField(
        max_length=64,
        blank=True,
        default="",
        editable=False,
        help_text="Fingerprint of the values the seeds last wrote; a row that differs was edited by a person and is left alone.",
    )
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True


class Nameable(Knowledge):
    """Knowledge that articles name: what one names first is entered, and is no knowledge until a person confirms it."""

    is_confirmed = models.BooleanField(
        default=True,
        editable=False,
        help_text="Not confirmed is what an article named first: nothing is read by it until somebody saves or enters it.",
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        help_text="What it was found to be the same as: its names mean that, and its address leads there.",
    )

    class Meta:
        abstract = True


class Alias(models.Model):
    """Another wording of a name; subclasses say of what."""

    text = models.CharField(max_length=200, help_text="The wording as it stands in texts.")
    folded = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded form in step with the text."""
        self.folded = fold(self.text)
        super().save(*args, **kwargs)


class Redirect(models.Model):
    """One id that was merged into another: old addresses lead on for ever."""

    class Thing(models.TextChoices):
        """What kind of page the ids belong to."""

        ENGAGEMENT = "engagement"
        SERIES = "series"
        PLACE = "place"
        VENUE = "venue"
        PERSON = "person"
        ORGANISATION = "organisation"
        ARTICLE = "article"

    thing = models.CharField(max_length=16, choices=Thing.choices)
    old_id = models.BigIntegerField()
    new_id = models.BigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thing", "old_id"], name="redirect_once"),
            models.CheckConstraint(condition=~models.Q(old_id=models.F("new_id")), name="redirect_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.thing} {self.old_id} → {self.new_id}"
