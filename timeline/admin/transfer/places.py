"""Sheets of countries, places and venues."""

from typing import Any

from import_export.fields import Field

from timeline.admin.transfer import columns
from timeline.admin.transfer.base import Sheet
from timeline.admin.transfer.columns import Aliases, Column
from timeline.folding import fold
from timeline.models import Country, Place, Venue


class CountrySheet(Sheet):
    """Countries with their names and demonyms, as in seeds/countries.csv."""

    code = Column("code", "code", str.upper, is_required=True)
    alpha3 = Column("alpha3", "alpha3", str.upper)
    name = Column("name", "name", is_required=True)
    un = columns.choice("un_status", "un", Country.UnStatus.values, empty="member")
    capital = Column("capital", "capital")
    lat = columns.number("latitude", "lat")
    lon = columns.number("longitude", "lon")
    aliases = Aliases(use="name")
    demonyms = Aliases("demonyms", use="demonym")
    required = ("code", "name")

    class Meta:
        model = Country
        fields = ("code", "alpha3", "name", "un", "capital", "lat", "lon", "aliases", "demonyms")

    def find(self, row: dict[str, str]) -> Country | None:
        """Find by ISO code."""
        return Country.objects.filter(code=row["code"].upper()).first()


class PlaceSheet(Sheet):
    """Places with their coordinates, as in seeds/places.csv."""

    name = Column("name", "name", is_required=True)
    country = columns.country()
    lat = columns.number("latitude", "lat")
    lon = columns.number("longitude", "lon")
    exactness = columns.choice("exactness", "exactness", Place.Exactness.values, empty="town")
    geoname = columns.whole("geoname_id", "geoname", most=10**12)
    aliases = Aliases()
    required = ("name", "country")

    class Meta:
        model = Place
        fields = ("name", "country", "lat", "lon", "exactness", "geoname", "aliases")

    def find(self, row: dict[str, str]) -> Place | None:
        """Find by name and country."""
        return Place.objects.filter(folded=fold(row["name"]), country=row["country"].upper() or None).first()


class VenueSheet(Sheet):
    """Venues with the place they stand in, as in seeds/venues.csv."""

    name = Column("name", "name", is_required=True)
    place = Column("place", "place", write=lambda place: str(place.name), empty=None)
    country: Field = Column("place__country", "country", write=lambda country: str(country.code))
    aliases = Aliases()
    required = ("name", "place", "country")

    class Meta:
        model = Venue
        fields = ("name", "place", "country", "aliases")

    def find(self, row: dict[str, str]) -> Venue | None:
        """Find by name and place."""
        place = columns.find_place(row["place"], row["country"]) if row["place"] else None
        return Venue.objects.filter(folded=fold(row["name"]), place=place).first()

    def import_field(self, field: Any, instance: Any, row: dict[str, str], is_m2m: bool = False, **kwargs: Any) -> None:
        """Read place and country together."""
        if field.column_name == "place":
            instance.place = columns.find_place(row["place"], row["country"]) if row["place"] else None
        elif field.column_name != "country":
            super().import_field(field, instance, row, is_m2m, **kwargs)
