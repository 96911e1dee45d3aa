"""What linking compares of a candidate: its values under the names that the record knows them by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from timeline.extraction.types import Candidate
from timeline.linking.reports import Named, Report, Sure, report_key
from timeline.models import Article
from timeline.record import NameBook, UnknownName
from timeline.vocabulary import Field


@dataclass(slots=True)
class Teller:
    """Tells what the candidates of one article report. Looks names up as storing them will, so both agree what is meant."""

    article: Article
    names: NameBook

    def reports(self, candidates: Iterable[Candidate]) -> dict[str, Report]:
        """Return the reports of the article's candidates by their keys."""
        every = {one.key: one for one in candidates}
        told = {key: self._report(number, one) for number, (key, one) in enumerate(every.items())}
        outer = {key: told.get(one.first(Field.WITHIN) or "") for key, one in every.items()}
        return {key: replace(one, within=larger.in_short) if (larger := outer[key]) else one for key, one in told.items()}

    def _report(self, number: int, candidate: Candidate) -> Report:
        series = self._key(candidate, Field.SERIES)
        place = candidate.first(Field.PLACE) or {}
        return Report(
            key=report_key(self.article.identity, self.article.content_hash, number),
            article=self.article.identity,
            kind=candidate.first(Field.KIND) or "",
            status=candidate.first(Field.STATUS) or "held",
            start=candidate.first(Field.START) or "",
            end=candidate.first(Field.END) or candidate.first(Field.START) or "",
            published=self.article.published.isoformat() if self.article.published else "",
            series=series,
            formats=self.names.formats(series),
            edition=candidate.first(Field.EDITION),
            place=self._key(candidate, Field.PLACE),
            country=candidate.first(Field.COUNTRY) or place.get("country") or "",
            venue=self._key(candidate, Field.VENUE),
            parties=frozenset(value.value["code"] for value in candidate.all(Field.PARTY)),
            people=tuple(_named(value.value) for value in candidate.all(Field.PERSON)),
            sure=Sure(
                place=_sure(candidate, Field.PLACE) or _sure(candidate, Field.COUNTRY) or 1.0,
                parties=_sure(candidate, Field.PARTY) or 1.0,
            ),
        )

    def _key(self, candidate: Candidate, field: Field) -> str:
        value = candidate.first(field)
        try:
            return self.names.key(field, value, context(candidate)) if value else ""
        except UnknownName:
            return ""  # storing it says so; here it only can't help to find the engagement


def _sure(candidate: Candidate, field: Field) -> float:
    """Return the mean confidence of a candidate's values of a field, rounded as it is stored; 0 without one."""
    values = [value.confidence for value in candidate.all(field)]
    return round(sum(values) / len(values), 2) if values else 0.0


def context(candidate: Candidate) -> dict[Field, Any]:
    """Return the values that others of a candidate are understood by."""
    return {name: found for name in (Field.KIND, Field.PLACE, Field.COUNTRY) if (found := candidate.first(name))}


def _named(value: Mapping[str, Any]) -> Named:
    return Named(value["name"], value.get("party") or "", value.get("role") or "")
