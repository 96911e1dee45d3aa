"""The sheet of engagements: rows become claims, compiled where a report's address is given, else by whoever imports them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Prefetch, Q, QuerySet

from timeline import partial_dates, values
from timeline.admin.transfer.base import Sheet, changed
from timeline.admin.transfer.cells import COLUMNS, SINGLE, cells, is_link, key_of
from timeline.admin.transfer.columns import Column, cell_text, split
from timeline.clock import now
from timeline.models import Attendance, Claim, Engagement, Participation, Source
from timeline.record import NameBook, NewClaim, choose_all, file_entries, new_engagement, record_claims
from timeline.vocabulary import Field, Origin

MOST_ENGAGEMENTS = 750
SEVERAL = {"parties": Field.PARTY, "people": Field.PERSON, "topics": Field.TOPIC}
URL_LIMIT = 1000


class EngagementSheet(Sheet):
    """Engagements as rows, with the columns of seeds/starter. A row that says what is shown changes nothing."""

    required = ("uid", "title", "kind", "status")
    most_rows = MOST_ENGAGEMENTS

    uid, title, kind, status, start, end = (Column(None, name) for name in COLUMNS[:6])
    city, country, venue, parties, people, series = (Column(None, name) for name in COLUMNS[6:12])
    edition, topics, within, outlet, source_url, note = (Column(None, name) for name in COLUMNS[12:])

    class Meta:
        model = Engagement
        fields = COLUMNS
        store_instance = True
        skip_diff = True  # the previews are written once all rows are recorded

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Read once what every row needs."""
        super().before_import(dataset, **kwargs)
        self.known, self.names, self.at = values.Known.load(), NameBook(), now()
        self.keys_in_file = {cell_text(key) for key in dataset["uid"]}
        self.waiting: list[tuple[Engagement, NewClaim, str]] = []
        self.touched: list[int] = []
        self.rows_by_key: dict[str, int] = {}
        self.pending: list[Any] = []
        larger = dataset["within"] if "within" in dataset.headers else []
        self.stored = self._stored(self.keys_in_file | {cell_text(key) for key in larger})

    def find(self, row: dict[str, str]) -> Engagement | None:
        """Find by key, or by the number that stands in for one."""
        return self.stored.get(row["uid"])

    def _stored(self, keys: set[str]) -> dict[str, Engagement]:
        """Load what the file names, by key, in a few queries."""
        numbers = [int(key[1:]) for key in keys if is_link(key)]
        named = self.filter_export(Engagement.objects.filter(Q(uid__in=keys - {""}) | Q(pk__in=numbers)))
        return {name: engagement for engagement in named for name in (engagement.uid, f"#{engagement.pk}") if name}

    def cells(self, instance: Engagement) -> list[str]:
        """Write the shown values."""
        return cells(instance)

    def filter_export(self, queryset: QuerySet[Engagement], **kwargs: Any) -> QuerySet[Engagement]:
        """Load with the engagements what their rows write."""
        compiled = Claim.objects.live().filter(origin=Origin.COMPILED).select_related("source").order_by("id")
        people = Attendance.objects.select_related("person").order_by("id")
        parties = Participation.objects.select_related("organisation").order_by("id")
        return queryset.select_related("place", "venue", "series", "within").prefetch_related(
            Prefetch("participations", queryset=parties),
            Prefetch("attendances", queryset=people),
            "topics",
            Prefetch("claims", queryset=compiled, to_attr="compiled_claims"),
        )

    def import_instance(self, instance: Engagement, row: dict[str, str], **kwargs: Any) -> None:
        """Read every cell; every one that means nothing is reported by its column."""
        errors: dict[str, ValidationError] = {}
        instance.read = {}  # type: ignore[attr-defined]  # what the row says, kept until it is recorded
        for name in COLUMNS:
            try:
                instance.read[name] = self._read(name, row)  # type: ignore[attr-defined]
            except ValueError as error:
                errors[name] = ValidationError(str(error))
        self.rows_by_key.setdefault(row["uid"], kwargs["row_number"])
        start, end = row.get("start", ""), row.get("end", "")
        if not {"start", "end"} & set(errors):
            if end and not start:
                errors["start"] = ValidationError("A last day needs a first day.")
            elif start and partial_dates.latest(end or start) < partial_dates.earliest(start):
                errors["end"] = ValidationError(f"The last day, {end}, lies before the first, {start}.")
        if errors:
            raise ValidationError(errors)

    def validate_instance(self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True) -> None:
        """Tell what the cells got wrong; the row itself is not what is stored."""
        if import_validation_errors:
            raise ValidationError(import_validation_errors)

    def skip_row(self, instance: Any, original: Any, row: dict[str, str], import_validation_errors: Any = None) -> bool:
        """Leave a row alone that says what is shown."""
        return not import_validation_errors and instance.pk is not None and not self._differing(instance, row)

    def save_instance(self, instance: Engagement, is_create: bool, row: dict[str, str], **kwargs: Any) -> None:
        """Record what the row says as claims; what is shown of them is chosen once for the whole file."""
        read, user = instance.read, kwargs["user"]  # type: ignore[attr-defined]
        instance.before = cells(instance)  # type: ignore[attr-defined]
        before = dict(zip(COLUMNS, cells(instance), strict=True))
        if is_create:
            engagement, differing = new_engagement(at=self.at, uid=row["uid"]), set(COLUMNS)
        else:
            engagement, differing = instance, self._differing(instance, row)
            if row.get("source_url") and "source_url" in differing:
                differing = {name for name in COLUMNS if name in row}  # another report: all it says is said by it
        instance.pk = engagement.pk
        claims = [*self._denials(engagement, before, row, differing, user), *self._claims(engagement, read, differing, user)]
        record_claims(engagement, claims, at=self.at, names=self.names)
        self.touched.append(engagement.pk)

    def after_import_row(self, row: dict[str, str], row_result: Any, **kwargs: Any) -> None:
        """Keep the row's place for its preview."""
        if row_result.import_type == row_result.IMPORT_TYPE_SKIP:
            row_result.diff = cells(row_result.instance)
        else:
            self.pending.append(row_result)

    def save_m2m(self, instance: Any, row: dict[str, str], **kwargs: Any) -> None:
        """Write nothing: topics are claims too."""

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Choose what is shown, place what lies within a later row, and write the previews from the outcome."""
        if result.has_errors() or result.has_validation_errors():
            return
        for engagement, claim, key in self.waiting:
            larger = Engagement.objects.get(uid=key)  # made by another row of this file
            record_claims(engagement, [replace(claim, value=larger.pk)], at=self.at, names=self.names)
        choose_all(self.touched, at=self.at)
        file_entries(self.touched)
        after = {e.pk: cells(e) for e in self.filter_export(Engagement.objects.filter(pk__in=self.touched))}
        for row_result in self.pending:
            instance = row_result.instance
            row_result.diff = [changed(*pair) for pair in zip(instance.before, after[instance.pk], strict=True)]
            instance.title = after[instance.pk][COLUMNS.index("title")]  # for the log of imports

    def _read(self, name: str, row: dict[str, str]) -> Any:
        text = row.get(name, "")
        if name in SEVERAL:
            return [values.parse(SEVERAL[name], part, self.known) for part in split(text)]
        if name == "uid":
            return self._read_key(text)
        if not text:
            if name in self.required:
                raise ValueError("A value is missing.")
            return None
        if name in ("outlet", "note"):
            return _words(name, text)
        if name == "source_url":
            return _address(text)
        if name == "city":
            return values.place(text, values.country(row["country"], self.known) if row.get("country") else "")
        if name == "within":
            return self._read_within(text, row)
        return values.parse(SINGLE[name], text, self.known)

    def _read_key(self, text: str) -> str:
        if not text:
            raise ValueError("Every row needs a key of its own, like 2025-06-25-sco-qingdao.")
        if len(text) > 200:
            raise ValueError("The key has more than 200 characters.")
        if text in self.rows_by_key:
            raise ValueError(f"“{text}” stands in row {self.rows_by_key[text]} already.")
        if is_link(text) and text not in self.stored:
            raise ValueError(f"No engagement has the number {text[1:]}.")
        return text

    def _read_within(self, text: str, row: dict[str, str]) -> Any:
        if text == row.get("uid"):
            raise ValueError("An engagement cannot be part of itself.")
        larger = self.stored.get(text)
        if larger is None and text not in self.keys_in_file:
            raise ValueError(f"“{text}” is the key of no engagement on record or in this file.")
        above, seen = larger, set[int]()
        while above is not None and above.pk not in seen:
            if key_of(above) == row.get("uid"):
                raise ValueError(f"“{text}” is itself part of this engagement.")
            seen.add(above.pk)
            above = above.within
        return larger.pk if larger else text

    def _differing(self, instance: Engagement, row: dict[str, str]) -> set[str]:
        """Return the columns of the row that say something else than what is shown."""
        shown = dict(zip(COLUMNS, cells(instance), strict=True))
        different = {name for name in COLUMNS if name in row and not _same(name, row[name], shown[name])}
        if "end" in different and not row["end"] and shown["end"] == shown["start"]:
            different.discard("end")
        return different - {"uid", "outlet", "note"}

    def _denials(
        self, engagement: Engagement, before: dict[str, str], row: dict[str, str], differing: set[str], user: Any
    ) -> Iterable[NewClaim]:
        """Take out what the row leaves out: only a person can say that something does not hold."""
        denial: dict[str, Any] = {"origin": Origin.MANUAL, "author": user, "denies": True}
        for name in sorted(differing - {"source_url"}):
            old, new = before[name], row.get(name, "")
            if name in SEVERAL:
                still = {_identity(part) for part in split(new)}
                gone = [part for part in split(old) if _identity(part) not in still]
                said = [values.parse(SEVERAL[name], part, self.known) for part in gone]
                yield from (NewClaim(field=SEVERAL[name], value=value, **denial) for value in said)
            elif old and not new:
                field = Field.PLACE if name == "city" else SINGLE[name]
                live = Claim.objects.live().filter(engagement=engagement, field=field, denies=False)
                yield from (NewClaim(field=field, value=claim.value, **denial) for claim in live)

    def _claims(self, engagement: Engagement, read: dict[str, Any], differing: set[str], user: Any) -> Iterable[NewClaim]:
        origin = self._origin(read, user)
        for name in COLUMNS:
            value = read[name]
            if name not in differing or value in (None, "", []):
                continue
            if name in SEVERAL:
                yield from (NewClaim(field=SEVERAL[name], value=one, **origin) for one in value)
            elif name == "within" and isinstance(value, str):
                self.waiting.append((engagement, NewClaim(field=Field.WITHIN, value=0, **origin), value))
            elif name in SINGLE or name == "city":
                yield NewClaim(field=Field.PLACE if name == "city" else SINGLE[name], value=value, **origin)

    def _origin(self, read: dict[str, Any], user: Any) -> dict[str, Any]:
        """Say who states the row: the report whose address it gives, else the person who imports it."""
        note = read["note"] or ""
        if not read["source_url"]:
            return {"origin": Origin.MANUAL, "author": user, "note": note}
        outlet = read["outlet"] or urlsplit(read["source_url"]).hostname or "Unnamed report"
        source, _ = Source.objects.get_or_create(name=outlet[:200])
        return {"origin": Origin.COMPILED, "source": source, "report_url": read["source_url"], "note": note}


def _same(name: str, text: str, shown: str) -> bool:
    if name in SEVERAL:
        return sorted(split(text)) == sorted(split(shown))
    if name in ("kind", "status"):
        return text.lower().replace(" ", "_") == shown
    return text.upper() == shown if name == "country" else text == shown


def _identity(part: str) -> str:
    """Return what tells one entry of a cell from another: a person's name, a party's code."""
    return part.split("|")[0].split("(")[0].strip().casefold()


def _words(name: str, text: str) -> str:
    limit = 200 if name == "outlet" else 5000
    if len(text) > limit:
        raise ValueError(f"The {name} has more than {limit} characters.")
    return text


def _address(text: str) -> str:
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        raise ValueError(f"“{text[:60]}” is no address: it starts with https://.") from None
    if len(text) > URL_LIMIT:
        raise ValueError(f"The address has more than {URL_LIMIT} characters.")
    return text
