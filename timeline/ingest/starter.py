"""The starter engagements: each row of the sourced tables becomes an engagement with claims compiled from its report."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction

from timeline.ingest.gazetteer import Towns
from timeline.ingest.seed_table import Loaded, Row, parts, rows_of
from timeline.models import Engagement, Source
from timeline.record import NameBook, NewClaim, choose_all, file_entries, new_engagement, record_claims
from timeline.vocabulary import Field, Origin, Role

FILES = ("engagements-bilateral", "engagements-multilateral")

# What a person was there stands behind the office: `Minister of Defence (chair)`.
_OFFICE = re.compile(r"^(?P<office>.+?)\s*\((?P<there>[^()]*)\)$")
_CHAIR = re.compile(r"\b(chair|president|host)\b")
_OBSERVERS = re.compile(r"\b((?:[A-Z]{2}, )*[A-Z]{2}) observed\b")


class _Said(NamedTuple):
    """One value of a row: what it was derived from, where the row does not state it outright, and what to add to its note."""

    field: Field
    value: Any
    derived: str = ""
    note: str = ""


def load_starter(folder: Path, *, at: datetime) -> Loaded:
    """Load the starter tables of `folder`/starter; a row that is on record, in whatever state people left it, is passed over.

    Rows that doubles.csv calls doubles become further claims of the engagement they double.
    """
    rows = {row["uid"]: row for name in FILES for row in rows_of(folder / "starter", name)}
    doubles = {row["dropped_uid"]: row["kept_uid"] for row in rows_of(folder / "starter", "doubles")}
    ids = {str(uid): pk for uid, pk in Engagement.objects.filter(uid__in=rows).values_list("uid", "pk")}
    wanted = [uid for uid in rows if doubles.get(uid, uid) not in ids and uid not in ids]
    if not wanted:
        return Loaded()
    book, towns = NameBook(), Towns(folder)
    with transaction.atomic():
        made = {uid: new_engagement(at=at, uid=uid) for uid in wanted if uid not in doubles}
        ids |= {uid: engagement.pk for uid, engagement in made.items()}
        ids |= {uid: ids[kept] for uid, kept in doubles.items()}
        outlets = {row["outlet"]: Source.objects.get_or_create(name=row["outlet"][:200])[0] for row in rows.values()}
        for uid in wanted:
            said = [one for one in _values(rows[uid], ids, towns) if not (uid in doubles and one.field is Field.TITLE)]
            claims = [_claim(rows[uid], one, outlets) for one in said]
            record_claims(made[doubles.get(uid, uid)], claims, at=at, names=book)
        choose_all([engagement.pk for engagement in made.values()], at=at)
        file_entries(ids.values())
    return Loaded(new=len(made))


def _claim(row: Row, said: _Said, outlets: Mapping[str, Source]) -> NewClaim:
    return NewClaim(
        field=said.field,
        value=said.value,
        origin=Origin.COMPILED,
        source=outlets[row["outlet"]],
        report_url=row["source_url"],
        note="; ".join(filter(None, (row["note"], said.note))),
        derived=said.derived,
    )


def _values(row: Row, ids: Mapping[str, int], towns: Towns) -> Iterator[_Said]:
    """Yield what every filled cell says."""
    for field in (Field.TITLE, Field.KIND, Field.STATUS, Field.START, Field.END, Field.SERIES, Field.COUNTRY):
        if row[field.value]:
            yield _Said(field, row[field.value])
    if row["edition"]:
        yield _Said(Field.EDITION, int(row["edition"]))
    yield from _where(row, towns)
    yield from _who(row)
    for topic in parts(row, "topics"):
        yield _Said(Field.TOPIC, topic)
    if row["within"] in ids:
        yield _Said(Field.WITHIN, ids[row["within"]])


def _where(row: Row, towns: Towns) -> Iterator[_Said]:
    area = towns.area(row["venue"], row["country"]) if row["venue"] and not row["city"] else None
    name, country = (row["venue"], area) if area is not None else (row["city"], row["country"])
    if name:
        lat, lon, geoname = towns.find(name, country)
        yield _Said(Field.PLACE, {"name": name, "country": country or None, "lat": lat, "lon": lon, "geoname": geoname})
    if row["venue"] and area is None:
        yield _Said(Field.VENUE, row["venue"])


def _who(row: Row) -> Iterator[_Said]:
    """Yield people with the offices they held, and parties with the roles that the offices, the place and the note tell."""
    roles = dict.fromkeys(_observers(row), (Role.OBSERVER, "observer: the note says so"))
    for person in parts(row, "people"):
        name, office, party = person.split("|")
        printed = _OFFICE.match(office)
        there = printed["there"] if printed else ""
        if _CHAIR.search(there):
            roles[party] = (Role.CHAIR, f"chair: {name} was “{there}”")
        office = printed["office"] if printed else office
        yield _Said(Field.PERSON, {"name": name, "role": office, "party": party}, note=f"there: {there}" if there else "")
    for code in parts(row, "parties"):
        role, derived = (Role.HOST, "host: it met there") if code == row["country"] else roles.get(code, (Role.PARTICIPANT, ""))
        yield _Said(Field.PARTY, {"code": code, "role": role}, derived)


def _observers(row: Row) -> list[str]:
    found = _OBSERVERS.search(row["note"])
    return found[1].split(", ") if found else []
