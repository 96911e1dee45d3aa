"""What a reviewer makes of one fact of an article: it holds, it does not, or other values hold. Read from what was sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline import values
from timeline.queries.review import ReviewFact, SaidRow
from timeline.vocabulary import MANY_VALUED, TOPICS, Field, Kind, Status

LONGEST = 5000  # characters of one value
OVERRULED = ("corrected", "rejected")  # findings of an earlier look that a tick must not undo unasked
BLANKS = 2  # empty fields for what the article tells and the reader missed
Said = tuple[Field, Any]

# What new names of a sort need before they become records, and how they are called.
NOUNS = {Field.PERSON: "person", Field.PLACE: "place", Field.VENUE: "venue", Field.SERIES: "series"}
_OPTIONS: dict[Field, tuple[tuple[str, str], ...]] = {
    Field.KIND: tuple((kind.value, kind.label) for kind in Kind),
    Field.STATUS: tuple((status.value, status.label) for status in Status),
    Field.TOPIC: (("", "none"), *((topic, topic) for topic in TOPICS)),
}
_HOW = {
    Field.START: "2025-06-25, 2025-06-25..27, 2025-06 or 2025",
    Field.PLACE: "Qingdao, CN; or CN where no town is told",
    Field.VENUE: "its name",
    Field.SERIES: "its usual English name",
    Field.EDITION: "a number",
    Field.PARTY: "IN, IN (host) or SCO",
    Field.PERSON: "Dong Jun | Defence Minister | CN",
    Field.WITHIN: "the number in the larger engagement’s address",
}


@dataclass(slots=True)
class Entry:
    """One field of the form: what it held at first, what it holds, and the claim that it is about (None for an addition)."""

    name: str
    label: str
    initial: str
    text: str
    options: tuple[tuple[str, str], ...]
    said: SaidRow | None = None

    @property
    def is_changed(self) -> bool:
        """Whether the reviewer typed something else."""
        return self.text != self.initial


class Answer:
    """One fact with what was sent of it; after reading, its claims by what becomes of them and what is said in their place."""

    def __init__(self, fact: ReviewFact, sent: Mapping[str, str] | None, *, is_sure: bool) -> None:
        self.fact, self.is_sure, self.name = fact, is_sure, fact.name
        self.is_many = fact.field in MANY_VALUED
        self.how = _HOW.get(fact.field, "")
        self.noun = NOUNS.get(fact.field, "")
        self.suggests = fact.field if fact.field in (*NOUNS, Field.PARTY) else ""
        self.entries = list(self._entries(sent))
        before = "" if fact.values and not is_sure else "accept"
        self.verdict = before if sent is None else _text(sent, f"{fact.name}-verdict")
        self.makes_new = bool(sent and sent.get(f"{fact.name}-new"))
        self.problem = ""
        self.cautions: list[str] = []
        self.rejected: set[int] = set()
        self.corrected: set[int] = set()
        self.kept: set[int] = set()
        self.said: list[Said] = []

    @property
    def is_overruled(self) -> bool:
        """Whether an earlier look found otherwise than the article says."""
        return any(said.finding in OVERRULED for said in self.fact.values)

    @property
    def is_undecided(self) -> bool:
        """Whether a person should look at it before all is accepted."""
        return bool(self.fact.values) and not self.verdict and not self.is_changed

    @property
    def is_changed(self) -> bool:
        """Whether the reviewer typed anything."""
        return any(entry.is_changed for entry in self.entries)

    @property
    def holding(self) -> dict[Field, list[Any]]:
        """The values that hold once the answer is recorded, by field."""
        gone = self.rejected | self.corrected
        found: dict[Field, list[Any]] = {}
        for said in self.fact.values:
            if said.claim not in gone:
                found.setdefault(said.field, []).append(said.value)
        for field, value in self.said:
            found[field] = [*found.get(field, ()), value] if self.is_many else [value]
        return found

    def read(self, known: values.Known) -> None:
        """Sort the claims and read what was typed; what can't be read leaves a sentence in `problem`."""
        try:
            if self.is_many:
                for entry in self.entries:
                    self._read_one(entry, [entry.said] if entry.said else [], known)
            else:
                self._read_one(self.entries[0], self.fact.values, known)
        except ValueError as error:
            self.problem = str(error)

    def _read_one(self, entry: Entry, about: Sequence[SaidRow], known: values.Known) -> None:
        claims = {said.claim for said in about}
        if not entry.is_changed:
            if self.verdict == "reject":
                self.rejected |= claims
            elif self.verdict == "accept":
                # Accepted against an earlier finding, it takes the reviewer's own word to stand.
                self.said += [(said.field, said.value) for said in about if said.finding in OVERRULED]
            else:
                self.kept |= {said.claim for said in about if said.finding}
        elif not entry.text:
            self.rejected |= claims
        else:
            told = dict(_parsed(self.fact.field, entry.text, known))
            self.said += list(told.items())
            for said in about:
                if said.field not in told:
                    self.rejected.add(said.claim)
                elif told[said.field] != said.value:
                    self.corrected.add(said.claim)

    def _entries(self, sent: Mapping[str, str] | None) -> Iterable[Entry]:
        fact = self.fact
        if not self.is_many:
            yield self._entry(f"{fact.name}-say", fact.label, _initial(fact), None, sent)
            return
        for number, said in enumerate(fact.values, start=1):
            yield self._entry(f"{fact.name}-say-{number}", said.words, values.typed(said.field, said.value), said, sent)
        for number in range(len(fact.values) + 1, len(fact.values) + BLANKS + 1):
            yield self._entry(f"{fact.name}-say-{number}", f"{fact.label}: one more", "", None, sent)

    def _entry(self, name: str, label: str, initial: str, said: SaidRow | None, sent: Mapping[str, str] | None) -> Entry:
        text = initial if sent is None or name not in sent else _text(sent, name)
        options = _OPTIONS.get(self.fact.field, ())
        if options and not initial:
            options = (("", "not stated"), *(one for one in options if one[0]))
        return Entry(name, label, initial, text, options, said)


def _initial(fact: ReviewFact) -> str:
    told = {said.field: said.value for said in fact.values}
    if fact.field is Field.START:
        start = str(told.get(Field.START) or told.get(Field.END) or "")
        return values.typed_days(start, str(told.get(Field.END) or start))
    if fact.field is Field.PLACE:
        return values.typed(Field.PLACE, told[Field.PLACE]) if Field.PLACE in told else str(told.get(Field.COUNTRY) or "")
    return values.typed(fact.field, told[fact.field]) if told else ""


def _parsed(field: Field, text: str, known: values.Known) -> Iterable[Said]:
    """Read one field of the form: the days are two values, and a place comes with its country."""
    if field is Field.START:
        start, end = values.days(text)
        yield from ((Field.START, start), (Field.END, end))
    elif field is Field.PLACE and "," not in text:
        yield Field.COUNTRY, values.country(text, known)
    elif field is Field.PLACE:
        place = values.parse(field, text, known)
        yield from ((Field.PLACE, place), (Field.COUNTRY, place["country"]))
    else:
        yield field, values.parse(field, text, known)


def _text(sent: Mapping[str, str], name: str) -> str:
    return sent.get(name, "").replace("\x00", " ").strip()[:LONGEST]
