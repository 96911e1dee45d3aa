"""Who: organisations with members in time, people with posts, offices."""

from typing import Any

from django.db import models
from django.urls import reverse

from timeline.folding import fold
from timeline.models.base import Alias, Knowledge, Nameable, partial_date_check, partial_date_field
from timeline.models.places import Country


class Organisation(Knowledge):
    """One international organisation, by its usual acronym."""

    acronym = models.CharField(max_length=20, unique=True, help_text="As sources write it: SCO, NATO, ASEAN.")
    name = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    members = models.ManyToManyField(Country, through="Membership", related_name="organisations")

    class Meta:
        ordering = ["acronym"]

    def __str__(self) -> str:
        return self.acronym

    def get_absolute_url(self) -> str:
        """Return the organisation's page."""
        return reverse("organisation-detail", args=[self.acronym])


class OrganisationAlias(Alias):
    """One other name of an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name_plural = "organisation aliases"
        constraints = [models.UniqueConstraint(fields=["organisation", "text"], name="organisation_alias_once")]


class Membership(Knowledge):
    """One country's standing in one organisation over time."""

    class Standing(models.TextChoices):
        """What the country is there."""

        MEMBER = "member"
        OBSERVER = "observer"
        PARTNER = "partner"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="memberships")
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.MEMBER)
    since = partial_date_field("First day, month or year; empty when unknown.")
    until = partial_date_field("Last day, month or year; empty while it lasts.")
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["organisation", "country", "since"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "country", "standing", "since"], name="membership_once"),
            partial_date_check("since", "membership_since"),
            partial_date_check("until", "membership_until"),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} in {self.organisation}"


class Office(Knowledge):
    """One office that people hold, with its level."""

    title = models.CharField(max_length=120, unique=True)
    level = models.PositiveSmallIntegerField(
        default=50, help_text="0 to 100; a head of state or government is 100, a minister about 85."
    )
    wordings = models.TextField(blank=True, help_text="Other wordings, one per line.")

    class Meta:
        ordering = ["-level", "title"]
        constraints = [models.CheckConstraint(condition=models.Q(level__lte=100), name="office_level")]

    def __str__(self) -> str:
        return self.title


class Person(Nameable):
    """One person who takes part in engagements."""

    name = models.CharField(max_length=150, help_text="As newspapers write it, without rank or title.")
    folded = models.CharField(max_length=150, editable=False, db_index=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, null=True, blank=True, related_name="people")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="people")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded form in step with the name."""
        self.folded = fold(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the person's page."""
        return reverse("person-detail", args=[self.pk])


class PersonAlias(Alias):
    """One other spelling of a person's name."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name_plural = "person aliases"
        constraints = [models.UniqueConstraint(fields=["person", "text"], name="person_alias_once")]


class Post(Knowledge):
    """One office held by one person for a time, so that a name gets its office at the time."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    office = models.CharField(max_length=150)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")
    since = partial_date_field("First day, month or year; empty when unknown.")
    until = partial_date_field("Last day, month or year; empty while it lasts or when unknown.")
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["person", "since"]
        constraints = [partial_date_check("since", "post_since"), partial_date_check("until", "post_until")]

    def __str__(self) -> str:
        return f"{self.person}, {self.office}"
