"""Sheets of series, kinds' codes, topics and wordings."""

from typing import Any

from timeline.admin.transfer import columns
from timeline.admin.transfer.base import Sheet
from timeline.admin.transfer.columns import SEPARATOR, Aliases, Column
from timeline.models import KindCode, Series, Topic, Wording
from timeline.vocabulary import Kind

KINDS = [kind.value for kind in Kind]


class Parties(Column):
    """The countries of a series by their codes, saved after it."""

    def __init__(self) -> None:
        super().__init__("parties", "parties", lambda text: _countries(text), SEPARATOR.join, empty=[])

    def get_value(self, instance: Any) -> list[str]:
        """Return the codes."""
        if instance.pk is None:
            return []
        return sorted(country.code for country in instance.parties.all())

    def save(self, instance: Any, row: dict[str, str], is_m2m: bool = False, **kwargs: Any) -> None:
        """Check the cell; the countries are stored once the series is."""
        self.clean(row)


class SeriesSheet(Sheet):
    """Recurring formats, as in seeds/series.csv; a parent stands before its children."""

    name = Column("name", "name", is_required=True)
    kind = columns.choice("kind", "kind", KINDS, empty="")
    parent = Column("parent", "parent", lambda text: _series(text), lambda series: str(series.name), empty=None)
    organisation = columns.organisation()
    parties = Parties()
    aliases = Aliases()
    weight = columns.whole("weight", "weight", most=100, empty=30)
    note = Column("note", "note")
    required = ("name", "kind")

    class Meta:
        model = Series
        fields = ("name", "kind", "parent", "organisation", "parties", "aliases", "weight", "note")

    def find(self, row: dict[str, str]) -> Series | None:
        """Find by name."""
        return Series.objects.filter(name=row["name"]).first()

    def import_field(self, field: Any, instance: Any, row: dict[str, str], is_m2m: bool = False, **kwargs: Any) -> None:
        """Refuse a parent that lies within the series."""
        super().import_field(field, instance, row, is_m2m, **kwargs)
        if field.column_name == "parent" and instance.pk:
            above, seen = instance.parent, set[int]()
            while above is not None and above.pk not in seen:
                if above.pk == instance.pk:
                    raise ValueError(f"“{row['parent']}” is this series or lies within it.")
                seen.add(above.pk)
                above = above.parent

    def _says_the_same(self, field: Column, instance: Any, original: Any, row: dict[str, str]) -> bool:
        if isinstance(field, Parties) and field.column_name in row:
            return sorted(field.clean(row)) == field.get_value(original)
        return super()._says_the_same(field, instance, original, row)

    def save_m2m(self, instance: Any, row: dict[str, str], **kwargs: Any) -> None:
        """Store other names and countries."""
        super().save_m2m(instance, row, **kwargs)
        if "parties" in row:
            instance.parties.set(self.fields["parties"].clean(row))


class KindCodeSheet(Sheet):
    """How kinds are coded and what they weigh, as in seeds/kinds.csv."""

    kind = columns.choice("kind", "kind", KINDS, empty="")
    plover = Column("plover", "plover", is_required=True)
    cameo = Column("cameo", "cameo", is_required=True)
    inferred = columns.flag("is_inferred", "inferred")
    weight = columns.whole("weight", "weight", most=100, empty=20)
    note = Column("note", "note")
    required = ("kind", "plover", "cameo")

    class Meta:
        model = KindCode
        fields = ("kind", "plover", "cameo", "inferred", "weight", "note")

    def find(self, row: dict[str, str]) -> KindCode | None:
        """Find by kind."""
        return KindCode.objects.filter(kind=row["kind"].lower()).first()


class TopicSheet(Sheet):
    """Topics with the wordings that say so, as in seeds/topics.csv."""

    name = Column("name", "name", is_required=True)
    cues = columns.lines("cues", "cues")
    required = ("name",)

    class Meta:
        model = Topic
        fields = ("name", "cues")

    def find(self, row: dict[str, str]) -> Topic | None:
        """Find by name."""
        return Topic.objects.filter(name=row["name"]).first()


class WordingSheet(Sheet):
    """Wordings of the extractor's lists, as in seeds/lexicon.csv."""

    list = Column("list", "list", is_required=True)
    text = Column("text", "text", is_required=True)
    value = Column("value", "value")
    weight = columns.number("weight", "weight")
    required = ("list", "text")

    class Meta:
        model = Wording
        fields = ("list", "text", "value", "weight")

    def find(self, row: dict[str, str]) -> Wording | None:
        """Find by list, text and value."""
        return Wording.objects.filter(list=row["list"], text=row["text"], value=row.get("value", "")).first()


def _series(text: str) -> Series:
    found = Series.objects.filter(name__iexact=text).first()
    if found is None:
        raise ValueError(f"“{text}” is no series on record: put the parent’s row first.")
    return columns.standing(found)


def _countries(text: str) -> list[str]:
    return [columns.find_country(code).code for code in columns.split(text)]
