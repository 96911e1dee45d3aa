"""The corpus's gold records as reports, and which of them tell of one engagement."""

from collections import defaultdict
from functools import cache
from typing import Any

from tests.corpus.scorecard import articles
from timeline.folding import fold
from timeline.linking.partition import Pair, pairs_of
from timeline.linking.reports import Named, Report

Record = dict[str, Any]


@cache
def reports(batches: tuple[str, ...] = ()) -> tuple[list[Report], dict[str, str]]:
    """Return the reports of the articles of `batches` (all when none is named), and the uid of each by its key."""
    found: list[Report] = []
    uids: dict[str, str] = {}
    for article in articles():
        if batches and article["id"].split("-")[0] not in batches:
            continue
        by_uid = {record["uid"]: record for record in article["engagements"]}
        for number, record in enumerate(article["engagements"]):
            key = f"{article['id']}/{number}"
            found.append(report(key, article, record, by_uid.get(record["within"])))
            uids[key] = record["uid"]
    return found, uids


def report(key: str, article: Record, record: Record, outer: Record | None) -> Report:
    """Return a gold record as a report."""
    place = f"{fold(record['city'])}, {record['country'] or ''}" if record["city"] else ""
    within = fold(outer["series"] or f"{outer['kind']} {' '.join(sorted(outer['parties']))}") if outer else ""
    return Report(
        key=key, article=article["id"], kind=record["kind"], status=record["status"], start=record["start"] or "",
        end=record["end"] or record["start"] or "", published=article["published"] or "", series=fold(record["series"] or ""),
        edition=record["edition"], place=place, country=record["country"] or "", venue=fold(record["venue"] or ""),
        parties=frozenset(record["parties"]), within=within,
        people=tuple(Named(person["name"], person.get("party") or "", person.get("role") or "") for person in record["people"]),
    )  # fmt: skip


def gold_pairs(uids: dict[str, str]) -> set[Pair]:
    """Return the pairs of reports that bear one uid."""
    groups: dict[str, list[str]] = defaultdict(list)
    for key, uid in uids.items():
        groups[uid].append(key)
    return pairs_of(groups.values())
