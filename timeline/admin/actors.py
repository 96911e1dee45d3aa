"""Organisations with their members, people with their posts, offices."""

from django.contrib import admin

from timeline.admin.base import AliasInline, InUseMixin, TableInline
from timeline.admin.knowledge import KnowledgeAdmin
from timeline.admin.transfer.actors import MembershipSheet, OfficeSheet, OrganisationSheet, PersonSheet, PostSheet
from timeline.models import Membership, Office, Organisation, OrganisationAlias, Person, PersonAlias, Post


class OrganisationAliasInline(AliasInline):
    """Other names of an organisation."""

    model = OrganisationAlias


class PersonAliasInline(AliasInline):
    """Other spellings of a person's name."""

    model = PersonAlias


class MembershipInline(TableInline):
    """The countries in an organisation over time."""

    model = Membership
    autocomplete_fields = ("country",)
    fields = ("country", "standing", "since", "until", "source")


class PostInline(TableInline):
    """The offices a person held."""

    model = Post
    autocomplete_fields = ("country", "organisation")
    fields = ("office", "country", "organisation", "since", "until", "source")


@admin.register(Organisation)
class OrganisationAdmin(InUseMixin, KnowledgeAdmin):
    """International organisations."""

    resource_classes = [OrganisationSheet]
    list_display = ("acronym", "name")
    search_fields = ("acronym", "name", "aliases__text", "aliases__folded")
    inlines = (OrganisationAliasInline, MembershipInline)
    uses = (("memberships", "membership", "memberships"),)


@admin.register(Membership)
class MembershipAdmin(KnowledgeAdmin):
    """Countries in organisations over time."""

    resource_classes = [MembershipSheet]
    list_display = ("organisation", "country", "standing", "since", "until")
    list_select_related = ("organisation", "country")
    list_filter = ("standing", "organisation")
    search_fields = ("organisation__acronym", "country__name", "=country__code")
    autocomplete_fields = ("organisation", "country")


@admin.register(Office)
class OfficeAdmin(KnowledgeAdmin):
    """Offices with their level."""

    resource_classes = [OfficeSheet]
    list_display = ("title", "level")
    search_fields = ("title", "wordings")


@admin.register(Person)
class PersonAdmin(KnowledgeAdmin):
    """People who take part in engagements."""

    resource_classes = [PersonSheet]
    list_display = ("name", "country", "organisation")
    list_select_related = ("country", "organisation")
    search_fields = ("name", "folded", "aliases__text", "aliases__folded", "=country__code")
    autocomplete_fields = ("country", "organisation")
    inlines = (PersonAliasInline, PostInline)


@admin.register(Post)
class PostAdmin(KnowledgeAdmin):
    """Offices held by people for a time."""

    resource_classes = [PostSheet]
    list_display = ("person", "office", "country", "organisation", "since", "until")
    list_select_related = ("person", "country", "organisation")
    search_fields = ("person__name", "person__folded", "office")
    autocomplete_fields = ("person", "country", "organisation")
