"""Where: countries, places and venues."""

from typing import Any

from django.db import models
from django.urls import reverse

from timeline.folding import fold
from timeline.models.base import Alias, Knowledge, Nameable


class Country(Knowledge):
    """One country or entity that sources name as a party or a place, by its ISO 3166-1 code."""

    class UnStatus(models.TextChoices):
        """How the United Nations lists it."""

        MEMBER = "member"
        OBSERVER = "observer"
        OTHER = "other"

    code = models.CharField("ISO code", max_length=2, primary_key=True, help_text="ISO 3166-1 alpha-2, or the user-assigned XK.")
    alpha3 = models.CharField(
        "ISO alpha-3", max_length=3, blank=True, help_text="ISO 3166-1 alpha-3; names its outline on the map."
    )
    name = models.CharField(max_length=100, unique=True)
    un_status = models.CharField("UN status", max_length=8, choices=UnStatus.choices, default=UnStatus.MEMBER)
    capital = models.CharField(max_length=100, blank=True)
    latitude = models.FloatField(null=True, blank=True, help_text="Of the centroid, in degrees; frames a map, never a pin.")
    longitude = models.FloatField(null=True, blank=True, help_text="Of the centroid, in degrees; frames a map, never a pin.")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the country's page."""
        return reverse("country-detail", args=[self.code])


class CountryAlias(Alias):
    """One other name or demonym of a country."""

    class Use(models.TextChoices):
        """Whether the wording is a name or says who is from there."""

        NAME = "name"
        DEMONYM = "demonym"

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="aliases")
    use = models.CharField(max_length=8, choices=Use.choices, default=Use.NAME)

    class Meta:
        verbose_name_plural = "country aliases"
        constraints = [models.UniqueConstraint(fields=["country", "use", "text"], name="country_alias_once")]


class Place(Nameable):
    """One city or other named place with coordinates."""

    class Exactness(models.TextChoices):
        """How closely the coordinates say where it is."""

        TOWN = "town"
        SITE = "site"
        AREA = "area"

    name = models.CharField(max_length=120, help_text="English GeoNames name.")
    folded = models.CharField(max_length=120, editable=False, db_index=True)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="places", help_text="Empty at sea."
    )
    latitude = models.FloatField(null=True, blank=True, help_text="In degrees, north positive.")
    longitude = models.FloatField(null=True, blank=True, help_text="In degrees, east positive.")
    exactness = models.CharField(max_length=4, choices=Exactness.choices, default=Exactness.TOWN)
    geoname_id = models.BigIntegerField("GeoNames id", null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["folded", "country"], name="place_once"),
            models.UniqueConstraint(fields=["folded"], condition=models.Q(country__isnull=True), name="place_at_sea_once"),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_on_earth",
                violation_error_message="Latitude is -90 to 90 and longitude -180 to 180 degrees, both or neither.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.country}" if self.country_id else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded form in step with the name."""
        self.folded = fold(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the place's page."""
        return reverse("place-detail", args=[self.pk])


class PlaceAlias(Alias):
    """One other name of a place: Leningrad for Saint Petersburg."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name_plural = "place aliases"
        constraints = [models.UniqueConstraint(fields=["place", "text"], name="place_alias_once")]


class Venue(Nameable):
    """One named building, base, institution or ship."""

    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="venues", help_text="Empty for a ship."
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            # One that was merged may stay beside its like: the venues of a merged place come to where they had namesakes.
            models.UniqueConstraint(
                fields=["folded", "place"], condition=models.Q(merged_into__isnull=True), name="venue_once_standing"
            ),
            models.UniqueConstraint(
                fields=["folded"],
                condition=models.Q(place__isnull=True, merged_into__isnull=True),
                name="venue_placeless_once_standing",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded form in step with the name."""
        self.folded = fold(self.name)
        super().save(*args, **kwargs)


class VenueAlias(Alias):
    """One other name of a venue."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name_plural = "venue aliases"
        constraints = [models.UniqueConstraint(fields=["venue", "text"], name="venue_alias_once")]
