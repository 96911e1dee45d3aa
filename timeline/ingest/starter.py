"""The starter engagements: each row of the sourced tables becomes an engagement with claims compiled from its report."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from django.db import transaction

from timeline.ingest.gazetteer import Towns
from timeline.ingest.seed_table import Loaded, Row, parts, rows_of
from timeline.models import Engagement, Source
from timeline.record import NameBook, NewClaim, choose_all, new_engagement, record_claims
from timeline.vocabulary import Field, Origin, Role

FILES = ("engagements-bilateral", "engagements-multilateral")


def load_starter(folder: Path, *, at: datetime) -> Loaded:
    """Load the starter tables of `folder`/starter; a row that is on record, in whatever state people left it, is passed over.

    Rows that doubles.csv calls doubles become further claims of the engagement they double.
    """
    rows = {row["uid"]: row for name in FILES for row in rows_of(folder / "starter", name)}
    doubles = {row["dropped_uid"]: row["kept_uid"] for row in rows_of(folder / "starter", "doubles")}
    ids = {str(uid): pk for uid, pk in Engagement.objects.filter(uid__in=rows).values_list("uid", "pk")}
    wanted = [uid for uid in rows if doubles.get(uid, uid) not in ids]
    if not wanted:
        return Loaded()
    book, towns = NameBook(), Towns(folder)
    with transaction.atomic():
        made = {uid: new_engagement(at=at, uid=uid) for uid in wanted if uid not in doubles}
        ids |= {uid: engagement.pk for uid, engagement in made.items()}
        ids |= {uid: ids[kept] for uid, kept in doubles.items()}
        outlets = _outlets([rows[uid] for uid in wanted])
        for uid in wanted:
            claims = list(_claims(rows[uid], ids, towns, outlets))
            record_claims(made[doubles.get(uid, uid)], claims, at=at, names=book)
        # Larger engagements first: what lies inside one is found by its words too.
        choose_all([engagement.pk for engagement in made.values()], at=at)
    return Loaded(new=len(made))


def _outlets(rows: list[Row]) -> dict[str, Source]:
    return {name: Source.objects.get_or_create(name=name[:200])[0] for name in sorted({row["outlet"] for row in rows})}


def _claims(row: Row, ids: Mapping[str, int], towns: Towns, outlets: Mapping[str, Source]) -> Iterator[NewClaim]:
    for field, value, derived in _values(row, ids, towns):
        yield NewClaim(
            field=field,
            value=value,
            origin=Origin.COMPILED,
            source=outlets[row["outlet"]],
            report_url=row["source_url"],
            note=row["note"],
            derived=derived,
        )


def _values(row: Row, ids: Mapping[str, int], towns: Towns) -> Iterator[tuple[Field, object, str]]:
    """Yield (field, value, what it was derived from) for every filled cell."""
    for field in (Field.TITLE, Field.KIND, Field.STATUS, Field.START, Field.VENUE, Field.SERIES, Field.COUNTRY):
        if row[field.value]:
            yield field, row[field.value], ""
    if row["start"]:
        yield Field.END, row["end"] or row["start"], "" if row["end"] else "the source gives no end"
    if row["edition"]:
        yield Field.EDITION, int(row["edition"]), ""
    if row["city"]:
        lat, lon, geoname = towns.find(row["city"], row["country"])
        place = {"name": row["city"], "country": row["country"] or None, "lat": lat, "lon": lon, "geoname": geoname}
        yield Field.PLACE, place, ""
    if row["within"] in ids:
        yield Field.WITHIN, ids[row["within"]], ""
    yield from _participants(row)


def _participants(row: Row) -> Iterator[tuple[Field, object, str]]:
    for code in parts(row, "parties"):
        hosts = code == row["country"]
        yield Field.PARTY, {"code": code, "role": Role.HOST if hosts else Role.PARTICIPANT}, "host: it met there" if hosts else ""
    for person in parts(row, "people"):
        name, role, party = [*person.split("|"), "", ""][:3]
        yield Field.PERSON, {"name": name, "role": role, "party": party}, ""
    for topic in parts(row, "topics"):
        yield Field.TOPIC, topic, ""
