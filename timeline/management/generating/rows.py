"""From facts and tellings to the rows of the record, with the values that `record` chooses from such claims."""

import hashlib
from collections.abc import Sequence
from typing import Any

import orjson

from timeline.management.generating.facts import Facts
from timeline.management.generating.load import Table, moment
from timeline.management.generating.reports import Reports
from timeline.management.generating.telling import Telling
from timeline.management.generating.world import words_of
from timeline.models import Article, Attendance, Claim, Engagement, Participation, Review
from timeline.record.importance import importance
from timeline.record.titles import Named, short_title, title
from timeline.record.worth import Tally, doubt, trust, worth
from timeline.vocabulary import Field, Origin, ReviewState

ENGINE = "generated"
_EXTRACTED, _UNREVIEWED = Origin.EXTRACTED.value, ReviewState.UNREVIEWED.value
_SINGLE = frozenset(
    {Field.KIND, Field.STATUS, Field.START, Field.END, Field.PLACE, Field.COUNTRY, Field.SERIES, Field.EDITION, Field.WITHIN}
)


_CORE = frozenset({Field.KIND, Field.STATUS, Field.START, Field.END, Field.PLACE, Field.COUNTRY, Field.PARTY})
_ARTICLE = (
    "id", "source_id", "identity", "version", "is_current", "external_id", "url", "title", "text", "published", "dateline",
    "language", "content_hash", "reading", "engine", "notes", "recorded_at", "withdrawn_reason",
)  # fmt: skip
_CLAIM = (
    "id", "engagement_id", "field", "value", "key", "denies", "origin", "article_id", "span_start", "span_end",
    "sentence_start", "sentence_end", "quote", "rule", "engine", "confidence", "derived", "source_id", "report_url",
    "published", "note", "recorded_at", "retracted_reason",
)  # fmt: skip
_ENGAGEMENT = (
    "id", "title", "short_title", "kind", "status", "start", "end", "earliest", "latest", "place_id", "country_id", "within_id",
    "series_id", "edition", "summary", "importance", "source_count", "review_state", "choices", "search_text", "recorded_at",
    "changed_at", "withdrawn_reason",
)  # fmt: skip
_PARTICIPATION = ("engagement_id", "country_id", "organisation_id", "role", "earliest", "latest", "importance")
_REVIEW = ("article_id", "is_waiting", "worth", "reasons", "new_names", "weighed_at", "outcome")
_DOUBT = doubt(0.9, trust(Tally(), Tally(), Tally(), Tally()))
_ATTENDANCE = ("engagement_id", "person_id", "office", "party")


class Rows:
    """The rows of a stretch of engagements, table by table; `article` and `claim` are the next ids."""

    def __init__(
        self,
        kind_weights: dict[str, int],
        country_names: dict[str, str],
        *,
        article: int,
        claim: int,
        report: int,
        core_only: bool = False,
    ) -> None:
        self.kind_weights, self.country_names, self.core_only = kind_weights, country_names, core_only
        self.article, self.claim, self.reports = article, claim, Reports(first=report)
        self.empty()

    def empty(self) -> None:
        """Begin the next stretch."""
        self.articles, self.engagements = Table(Article, _ARTICLE), Table(Engagement, _ENGAGEMENT)
        self.claims, self.participations = Table(Claim, _CLAIM), Table(Participation, _PARTICIPATION)
        self.attendances = Table(Attendance, _ATTENDANCE)
        self.topics = Table(Engagement.topics.through, ("engagement_id", "topic_id"))
        self.reports.empty()
        self.reviews = Table(Review, _REVIEW)

    @property
    def tables(self) -> Sequence[Table]:
        """The tables in the order in which they are written."""
        return (
            self.articles, self.engagements, self.claims, self.participations, self.attendances, self.topics,
            self.reports.rows, self.reports.keys, self.reviews,
        )  # fmt: skip

    def add(self, facts: Facts, tellings: Sequence[Telling]) -> None:
        """Add the rows of one engagement and the articles that tell of it."""
        parties = sorted(facts.parties, key=lambda pair: pair[0].key)
        named = self._named(facts, [party.name for party, _ in parties])
        facts.title = title(named)[:300]
        weight = self._importance(facts, len(tellings))
        chosen = {}
        for telling in tellings:
            self._let_wait(telling, weight)
            for field, number in self._add_article(facts, telling):
                chosen[field] = number
        choices = self._choices(facts, chosen, len(tellings))
        self._add_engagement(facts, named, [party.words for party, _ in parties], choices, weight, tellings)
        days = facts.days or (None, None)
        for party, role in parties:
            country, organisation = (None, party.pk) if party.pk else (party.code, None)
            self.participations.rows.append((facts.number, country, organisation, role.value, *days, weight))
        self.attendances.rows += [(facts.number, one.pk, one.office, one.party) for one in facts.people]
        self.topics.rows += [(facts.number, topic.pk) for topic in facts.topics]

    def _importance(self, facts: Facts, tellings: int) -> int:
        return importance(
            kind_weight=self.kind_weights.get(facts.kind, 20),
            levels=[person.level for person in facts.people],
            parties=len(facts.parties),
            sources=tellings,
            series_weight=facts.series.weight if facts.series else 0,
        )

    def _named(self, facts: Facts, parties: list[str]) -> Named:
        code = facts.place.country if facts.place else facts.country
        return Named(
            kind=facts.kind,
            series=facts.series.name if facts.series else "",
            edition=facts.edition,
            people=[person.name for person in facts.people],
            surnames=[person.surname for person in facts.people],
            parties=parties,
            place=facts.place.name if facts.place else "",
            country=self.country_names.get(code, ""),
            venue="",
            year=facts.start[:4],
        )

    def _let_wait(self, telling: Telling, weight: int) -> None:
        """Put the next article in the review queue."""
        said = [one for one in telling.said if not self.core_only or one.field in _CORE]
        worthy = worth([_DOUBT] * len(said), differences=0, doubles=0, new_names=0, importance=weight)
        self.reviews.rows.append((self.article, True, worthy, '{"found": 1}', "[]", moment(telling.published), ""))

    def _add_article(self, facts: Facts, telling: Telling) -> list[tuple[Field, int]]:
        """Add an article with its claims; return the ids of those of single-valued fields."""
        number, day, at = self.article, telling.published.isoformat(), moment(telling.published)
        self.article += 1
        identity = f"generated:{number}"
        told = f"{facts.title}\n{day}\n{' '.join(telling.text.split())}"
        words = hashlib.sha256(told.encode()).hexdigest()
        self.articles.rows.append(
            (
                number, telling.outlet, identity, 1, True, f"generated-{number}", f"https://example.org/{number}",
                facts.title, telling.text, day, "", "en", words,
                Article.Reading.READ.value, ENGINE, "[]", at, "",
            )
        )  # fmt: skip
        if not self.core_only:
            self.reports.add(facts, number, identity, words, day)
        single = []
        for said in telling.said:
            if self.core_only and said.field not in _CORE:
                continue
            self.claims.rows.append(
                (
                    self.claim, facts.number, said.field.value, orjson.dumps(said.value).decode(), said.key, False, _EXTRACTED,
                    number, said.start, said.end, *said.sentence, telling.text[said.start : said.end], ENGINE, ENGINE, 0.9, "",
                    telling.outlet, "", day, "", at, "",
                )
            )  # fmt: skip
            if said.field in _SINGLE:
                single.append((said.field, self.claim))
            self.claim += 1
        return single

    def _choices(self, facts: Facts, chosen: dict[Field, int], tellings: int) -> dict[str, dict[str, Any]]:
        """Return what `record.choosing` notes: the later article's claim stands for what both say."""
        both = (Field.KIND, Field.STATUS, Field.START)
        reasons = {f: "Both sources agree" if tellings == 2 and f in both else "The only source" for f in chosen}
        if facts.start and Field.END not in chosen:
            chosen[Field.END] = chosen[Field.START]
            reasons[Field.END] = "No end is stated: taken for one day"
        return {f.value: {"claim": chosen[f], "runner_up": None, "reason": reasons[f]} for f in sorted(chosen)}

    def _add_engagement(
        self,
        facts: Facts,
        named: Named,
        parties: list[tuple[str, ...]],
        choices: dict[str, Any],
        weight: int,
        tellings: Sequence[Telling],
    ) -> None:
        place, at = facts.place, moment(tellings[-1].published)
        self.engagements.rows.append(
            (
                facts.number, facts.title, short_title(named, facts.title)[:120], facts.kind.value, facts.status.value,
                facts.start, facts.end, *(facts.days or (None, None)), place.pk if place else None,
                place.country if place else facts.country or None, facts.within.number if facts.within else None,
                facts.series.pk if facts.series else None, facts.edition, "", weight, len(tellings), _UNREVIEWED,
                orjson.dumps(choices).decode(), _search_text(facts, parties), at, at, "",
            )
        )  # fmt: skip


def _search_text(facts: Facts, parties: list[tuple[str, ...]]) -> str:
    """Return the words that `record.lookup` puts together, in its order."""
    words = dict.fromkeys(words_of(facts.title))
    groups = [*parties, *(topic.words for topic in facts.topics)]
    groups += [facts.series.words] if facts.series else []
    groups += [facts.place.words] if facts.place else []
    groups += [group for person in facts.people for group in (person.words, person.office_words)]
    if facts.within:
        series = facts.within.series
        groups.append(words_of(facts.within.title, series.name if series else ""))
    for group in groups:
        words |= dict.fromkeys(group)
    return " ".join(words)
