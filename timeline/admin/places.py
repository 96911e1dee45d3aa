"""Countries, places and venues with their other names."""

from django.contrib import admin

from timeline.admin.base import AliasInline, InUseMixin
from timeline.admin.knowledge import KnowledgeAdmin
from timeline.admin.transfer.places import CountrySheet, PlaceSheet, VenueSheet
from timeline.models import Country, CountryAlias, Place, PlaceAlias, Venue, VenueAlias


class CountryAliasInline(AliasInline):
    """Other names and demonyms of a country."""

    model = CountryAlias
    fields = ("text", "use")


class PlaceAliasInline(AliasInline):
    """Other names of a place."""

    model = PlaceAlias


class VenueAliasInline(AliasInline):
    """Other names of a venue."""

    model = VenueAlias


@admin.register(Country)
class CountryAdmin(InUseMixin, KnowledgeAdmin):
    """Countries and entities that sources name as a party or a place."""

    resource_classes = [CountrySheet]
    list_display = ("name", "code", "alpha3", "un_status", "capital")
    list_filter = ("un_status",)
    search_fields = ("name", "=code", "=alpha3", "aliases__text", "aliases__folded")
    inlines = (CountryAliasInline,)
    uses = (("series", "series", "series"), ("memberships", "membership", "memberships"))


@admin.register(Place)
class PlaceAdmin(KnowledgeAdmin):
    """Cities and other named places with coordinates."""

    resource_classes = [PlaceSheet]
    list_display = ("name", "country", "exactness", "latitude", "longitude")
    list_select_related = ("country",)
    list_filter = ("exactness",)
    search_fields = ("name", "folded", "aliases__text", "aliases__folded", "=country__code")
    autocomplete_fields = ("country",)
    inlines = (PlaceAliasInline,)


@admin.register(Venue)
class VenueAdmin(KnowledgeAdmin):
    """Named buildings, bases, institutions and ships."""

    resource_classes = [VenueSheet]
    list_display = ("name", "place")
    list_select_related = ("place__country",)
    search_fields = ("name", "folded", "aliases__text", "aliases__folded", "place__name")
    autocomplete_fields = ("place",)
    inlines = (VenueAliasInline,)
