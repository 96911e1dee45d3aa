"""What the extractor knows, from the tables that the admin edits; compiled once and again when they change."""

import logging
import threading
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Max

from timeline import models
from timeline.extraction.gazetteer import PlaceRecord
from timeline.extraction.knowledge import (
    CountryRecord,
    KnowledgeBase,
    KnowledgeRecords,
    LexiconRecord,
    OfficeRecord,
    OrganisationRecord,
    PersonRecord,
    SeriesRecord,
    VenueRecord,
)
from timeline.extraction.seed_files import read_seeds, read_word_classes
from timeline.ingest.gazetteer import gazetteer

# Over any town of the gazetteer: a place on record is one that articles name.
_ON_RECORD = 1_000_000
_TABLES: tuple[Any, ...] = (
    models.Country, models.CountryAlias, models.Organisation, models.OrganisationAlias, models.Membership, models.Series,
    models.SeriesAlias, models.Place, models.PlaceAlias, models.Venue, models.VenueAlias, models.Office, models.Person,
    models.PersonAlias, models.Post, models.Topic, models.Wording,
)  # fmt: skip
_WITH_HISTORY: tuple[Any, ...] = tuple(table for table in _TABLES if hasattr(table, "history"))

_lock = threading.Lock()
_compiled: dict[str, tuple[Any, KnowledgeBase]] = {}


def knowledge_base() -> KnowledgeBase:
    """Return the knowledge of the tables as it stands; an alias added a moment ago is in it."""
    now = version()
    name = str(connection.settings_dict["NAME"])
    with _lock:
        known = _compiled.get(name)
        if known is None or known[0] != now:
            _compiled[name] = known = (now, KnowledgeBase.compile(records(), gazetteer()))
        return known[1]


def warm_up() -> None:
    """Compile the knowledge beside the server's start, so that the first article added does not wait for it."""
    threading.Thread(target=_compile_quietly, name="knowledge", daemon=True).start()


def _compile_quietly() -> None:
    try:
        knowledge_base()
    except DatabaseError as error:
        # An unprepared database must not keep the server from saying so itself.
        logging.getLogger(__name__).warning("The knowledge was not compiled: %s", error)
    finally:
        connection.close()


def seed_knowledge(folder: Path) -> KnowledgeBase:
    """Return the knowledge of the seed files, without a look at the database."""
    return KnowledgeBase.compile(read_seeds(folder), gazetteer())


def version() -> tuple[Any, ...]:
    """Return what changes whenever a row of knowledge does: counts, newest ids and newest entries of history."""
    rows = [_confirmed(table).aggregate(n=Count("pk"), last=Max("pk")) for table in _TABLES]
    edits = [_confirmed(table, table.history).aggregate(last=Max("history_id")) for table in _WITH_HISTORY]
    aliases = [
        tuple(table.objects.order_by("pk").values_list("text", flat=True))
        for table in _TABLES
        if issubclass(table, models.base.Alias)
    ]
    return (*(tuple(row.values()) for row in rows), *(row["last"] for row in edits), hash(tuple(aliases)))


def _confirmed(table: Any, rows: Any = None) -> Any:
    """Leave out what articles alone named, and what was merged, whose names another has.

    Else what is read would depend on what was read before, and errors would breed.
    """
    every = table.objects if rows is None else rows
    return every.filter(is_confirmed=True, merged_into=None) if issubclass(table, models.base.Nameable) else every.all()


def records() -> KnowledgeRecords:
    """Read the tables into plain records, in a bounded number of queries."""
    return KnowledgeRecords(
        countries=tuple(_countries()),
        organisations=tuple(_organisations()),
        series=tuple(_series()),
        places=tuple(_places()),
        venues=tuple(_venues()),
        offices=tuple(
            OfficeRecord(title, level, (title, *wordings.splitlines()))
            for title, level, wordings in models.Office.objects.values_list("title", "level", "wordings")
        ),
        people=tuple(_people()),
        lexicon=tuple(_lexicon()),
        word_classes=read_word_classes(settings.SEEDS_DIR),
    )


def _aliases(table: Any, owner: str) -> dict[Any, list[str]]:
    found: dict[Any, list[str]] = defaultdict(list)
    for key, text in table.objects.order_by("pk").values_list(f"{owner}_id", "text"):
        found[key].append(text)
    return found


def _countries() -> list[CountryRecord]:
    names: dict[str, list[str]] = defaultdict(list)
    demonyms: dict[str, list[str]] = defaultdict(list)
    for code, use, text in models.CountryAlias.objects.order_by("pk").values_list("country_id", "use", "text"):
        (demonyms if use == models.CountryAlias.Use.DEMONYM else names)[code].append(text)
    return [
        CountryRecord(c.code, c.name, (c.name, *names[c.code]), tuple(demonyms[c.code]), c.capital, c.latitude, c.longitude)
        for c in models.Country.objects.order_by("pk")
    ]


def _organisations() -> list[OrganisationRecord]:
    aliases = _aliases(models.OrganisationAlias, "organisation")
    members: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    full = models.Membership.objects.filter(standing=models.Membership.Standing.MEMBER).order_by("pk")
    for owner, code, since, until in full.values_list("organisation_id", "country_id", "since", "until"):
        members[owner].append((code, since, until))
    return [
        OrganisationRecord(o.acronym, (o.name, *aliases[o.pk]), tuple(members[o.pk]))
        for o in models.Organisation.objects.order_by("pk")
    ]


def _series() -> list[SeriesRecord]:
    aliases = _aliases(models.SeriesAlias, "series")
    rows = _confirmed(models.Series).select_related("organisation", "parent").prefetch_related("parties").order_by("pk")
    return [
        SeriesRecord(
            s.name,
            s.kind,
            (s.name, *aliases[s.pk]),
            tuple(country.code for country in s.parties.all()),
            s.organisation.acronym if s.organisation else "",
            s.parent.name if s.parent else "",
        )
        for s in rows
    ]


def _places() -> list[PlaceRecord]:
    aliases = _aliases(models.PlaceAlias, "place")
    return [
        PlaceRecord(p.name, p.country_id or "", p.latitude, p.longitude, (p.name, *aliases[p.pk]), _ON_RECORD, p.geoname_id)
        for p in _confirmed(models.Place).order_by("pk")
    ]


def _venues() -> list[VenueRecord]:
    aliases = _aliases(models.VenueAlias, "venue")
    return [
        VenueRecord(
            v.name, (v.name, *aliases[v.pk]), v.place.name if v.place else "", (v.place.country_id or "") if v.place else ""
        )
        for v in _confirmed(models.Venue).select_related("place").order_by("pk")
    ]


def _people() -> list[PersonRecord]:
    aliases = _aliases(models.PersonAlias, "person")
    posts: dict[int, list[tuple[str, str, str, str]]] = defaultdict(list)
    for post in models.Post.objects.select_related("organisation").order_by("pk"):
        party = post.country_id or (post.organisation.acronym if post.organisation else "")
        posts[post.person_id].append((post.office, party, post.since, post.until))
    # Without a post a name was met in an article alone: knowing it would make the reading depend on what was read before.
    return [
        PersonRecord(p.name, (p.name, *aliases[p.pk]), tuple(posts[p.pk]))
        for p in _confirmed(models.Person).order_by("pk")
        if p.pk in posts or p.pk in aliases
    ]


def _lexicon() -> list[LexiconRecord]:
    wordings = [
        LexiconRecord(w.list, w.text, w.value, w.weight) for w in models.Wording.objects.order_by("pk")
    ]  # the order of the file breaks ties between wordings
    cues = models.Topic.objects.order_by("pk").values_list("name", "cues")
    return wordings + [LexiconRecord("topic_cue", cue, name) for name, lines in cues for cue in lines.splitlines()]
