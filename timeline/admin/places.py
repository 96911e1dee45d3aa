"""Countries, places and venues with their other names."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from timeline.admin.base import AliasInline, InUseMixin
from timeline.admin.knowledge import KnowledgeAdmin
from timeline.admin.transfer.places import CountrySheet, PlaceSheet, VenueSheet
from timeline.clock import now
from timeline.folding import fold
from timeline.models import Country, CountryAlias, Place, PlaceAlias, Venue, VenueAlias
from timeline.record import choose_where_named

if TYPE_CHECKING:
    AnyModelForm = forms.ModelForm[Any]
else:  # the generic form exists for the type checker alone
    AnyModelForm = forms.ModelForm


class NamedOnceForm(AnyModelForm):
    """A form of what has one name, however written, in one country or place (`scope`)."""

    scope = ""

    def clean(self) -> dict[str, Any]:
        """Refuse a second row of one name."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("name") and self.scope in cleaned:
            alike = self._meta.model.objects.filter(folded=fold(cleaned["name"]), **{self.scope: cleaned[self.scope]})
            other = alike.exclude(pk=self.instance.pk).first()
            if other:
                self.add_error("name", f"“{other}” is on record already: open it and add this spelling as another name.")
        return cleaned


class PlaceForm(NamedOnceForm):
    """A place: one of its name in its country."""

    scope = "country"


class VenueForm(NamedOnceForm):
    """A venue: one of its name in its place."""

    scope = "place"


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

    form = PlaceForm
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

    form = VenueForm
    resource_classes = [VenueSheet]
    list_display = ("name", "place")
    list_select_related = ("place__country",)
    search_fields = ("name", "folded", "aliases__text", "aliases__folded", "place__name")
    autocomplete_fields = ("place",)
    inlines = (VenueAliasInline,)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save other names too, and show the venue where it lies now, and there alone."""
        super().save_related(request, form, formsets, change)
        choose_where_named(form.instance, at=now())
