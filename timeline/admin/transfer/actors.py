"""Sheets of organisations, memberships, offices, people and posts."""

from typing import Any

from timeline.admin.transfer import columns
from timeline.admin.transfer.base import Sheet
from timeline.admin.transfer.columns import Aliases, Column
from timeline.folding import fold
from timeline.models import Country, Membership, Office, Organisation, Person, Post


class OrganisationSheet(Sheet):
    """Organisations, as in seeds/organisations.csv."""

    acronym = Column("acronym", "acronym", is_required=True)
    name = Column("name", "name", is_required=True)
    aliases = Aliases()
    note = Column("note", "note")
    required = ("acronym", "name")

    class Meta:
        model = Organisation
        fields = ("acronym", "name", "aliases", "note")

    def find(self, row: dict[str, str]) -> Organisation | None:
        """Find by acronym."""
        return Organisation.objects.filter(acronym=row["acronym"]).first()


class MembershipSheet(Sheet):
    """Countries in organisations over time, as in seeds/memberships.csv."""

    organisation = columns.organisation(is_required=True)
    country = columns.country(is_required=True)
    status = columns.choice("standing", "status", Membership.Standing.values, empty="member")
    since = columns.partial_date("since", "since")
    until = columns.partial_date("until", "until")
    source = Column("source", "source")
    required = ("organisation", "country")

    class Meta:
        model = Membership
        fields = ("organisation", "country", "status", "since", "until", "source")

    def find(self, row: dict[str, str]) -> Membership | None:
        """Find by organisation, country, standing and first day."""
        return Membership.objects.filter(
            organisation__acronym__iexact=row["organisation"],
            country=row["country"].upper(),
            standing=row.get("status", "").lower() or "member",
            since=row.get("since", ""),
        ).first()


class OfficeSheet(Sheet):
    """Offices with their level, as in seeds/offices.csv."""

    title = Column("title", "title", is_required=True)
    level = columns.whole("level", "level", most=100, empty=50)
    aliases = columns.lines("wordings", "aliases")
    required = ("title",)

    class Meta:
        model = Office
        fields = ("title", "level", "aliases")

    def find(self, row: dict[str, str]) -> Office | None:
        """Find by title."""
        return Office.objects.filter(title=row["title"]).first()


class PersonSheet(Sheet):
    """People. A number in `id` says which of several of one name; it stays empty for a new person."""

    id = columns.whole("id", "id", most=10**15)
    name = Column("name", "name", is_required=True)
    country = columns.country()
    organisation = columns.organisation()
    aliases = Aliases()
    note = Column("note", "note")
    required = ("name",)

    class Meta:
        model = Person
        fields = ("id", "name", "country", "organisation", "aliases", "note")

    def find(self, row: dict[str, str]) -> Person | None:
        """Find by number, else by name and country."""
        if row.get("id"):
            return Person.objects.filter(pk=self.fields["id"].clean(row)).first()
        return Person.objects.filter(folded=fold(row["name"]), country=row.get("country", "").upper() or None).first()

    def import_field(self, field: Any, instance: Any, row: dict[str, str], is_m2m: bool = False, **kwargs: Any) -> None:
        """Never give a new person a number."""
        if field.column_name != "id":
            super().import_field(field, instance, row, is_m2m, **kwargs)
        elif row.get("id") and instance.pk != field.clean(row):
            raise ValueError(f"No person on record has the number {row['id']}.")


class PostSheet(Sheet):
    """Offices held by people; a person is a name, or `#12` where several share it."""

    person = Column("person", "person", columns.find_person, lambda person: str(person.name), empty=None, is_required=True)
    office = Column("office", "office", is_required=True)
    party = Column(None, "party")
    since = columns.partial_date("since", "since")
    until = columns.partial_date("until", "until")
    source = Column("source", "source")
    required = ("person", "office")

    class Meta:
        model = Post
        fields = ("person", "office", "party", "since", "until", "source")

    def cells(self, instance: Post) -> list[str]:
        """Return the cells, the party among them."""
        return [_party(instance) if f.column_name == "party" else f.export(instance) for f in self.get_import_fields()]

    def find(self, row: dict[str, str]) -> Post | None:
        """Find by person, office and first day."""
        person = columns.find_person(row["person"])
        return Post.objects.filter(person=person, office=row["office"], since=row.get("since", "")).first()

    def import_field(self, field: Any, instance: Any, row: dict[str, str], is_m2m: bool = False, **kwargs: Any) -> None:
        """Read the party as a country or an organisation."""
        if field.column_name != "party":
            super().import_field(field, instance, row, is_m2m, **kwargs)
        elif "party" in row:
            text = row["party"]
            instance.country = Country.objects.filter(code=text.upper()).first() if text else None
            instance.organisation = columns.find_organisation(text) if text and instance.country is None else None

    def _says_the_same(self, field: Column, instance: Any, original: Any, row: dict[str, str]) -> bool:
        if field.column_name == "party":
            return _party(instance) == _party(original)
        return super()._says_the_same(field, instance, original, row)


def _party(post: Post) -> str:
    return post.country_id or (post.organisation.acronym if post.organisation else "")
