"""The form of a review: every fact of an article with what the reviewer makes of it, from what was sent to rulings."""

from collections.abc import Iterable, Mapping
from typing import Any

from timeline import checks, values, wording
from timeline.answers import OVERRULED, Answer
from timeline.folding import fold
from timeline.queries.checks import beside
from timeline.queries.identity import ProposalRow
from timeline.queries.review import ReviewedEngagement, ReviewFact, ReviewPage
from timeline.record import UNSURE, NameBook, Names, NewName, Ruling, UnknownName, doubts, follow
from timeline.vocabulary import Field

MOST_DOUBLES = 3  # of one engagement, the likeliest; its page of identity lists the others


class Double:
    """An engagement that may be the same, and what the reviewer says of it: `same`, `apart` or nothing yet."""

    def __init__(self, number: int, proposal: ProposalRow, sent: Mapping[str, str] | None) -> None:
        self.proposal, self.name = proposal, f"{number}-double-{proposal.row.id}"
        self.choice = (sent or {}).get(self.name, "")


class EngagementAnswer:
    """What the reviewer says of one engagement that the article tells of."""

    def __init__(self, one: ReviewedEngagement, sent: Mapping[str, str] | None, unsure: Mapping[int, float]) -> None:
        self.one, self.row, self.number = one, one.row, one.number
        self.answers = [Answer(fact, sent, is_sure=_is_sure(fact, unsure)) for fact in one.facts]
        self.doubles = [Double(one.number, proposal, sent) for proposal in one.proposals[:MOST_DOUBLES]]
        self.more_doubles = max(len(one.proposals) - MOST_DOUBLES, 0)
        self.other_name, self.parts_name = f"{one.number}-other", f"{one.number}-parts"
        self.other = (sent or {}).get(self.other_name, "").strip()[:20]
        self.parts = bool((sent or {}).get(self.parts_name))
        self.problem = ""
        self.keys: dict[Field, list[str]] = {}

    @property
    def undecided(self) -> int:
        """How many facts a person should still look at."""
        return sum(answer.is_undecided for answer in self.answers)

    @property
    def to_decide(self) -> str:
        """The same in words: `Two to decide`; nothing where there is none."""
        return f"{wording.sentence(wording.number(self.undecided))} to decide" if self.undecided else ""

    @property
    def holding(self) -> dict[Field, list[Any]]:
        """Every value that holds once the answers are recorded."""
        return {field: found for answer in self.answers for field, found in answer.holding.items()}

    def read(self, known: values.Known, names: NameBook) -> None:
        """Read all answers and look their names up; what can't be used leaves a sentence where it stands."""
        for answer in self.answers:
            answer.read(known)
        holding = self.holding
        context = {field: holding[field][-1] for field in (Field.PLACE, Field.COUNTRY, Field.KIND) if holding.get(field)}
        for answer in self.answers:
            for field, value in answer.said if not answer.problem else ():
                self._look_up(answer, field, value, context, names)

    def _look_up(self, answer: Answer, field: Field, value: Any, context: Mapping[Field, Any], names: NameBook) -> None:
        try:
            self.keys.setdefault(field, []).append(names.key(field, value, context))
        except NewName:
            answer.problem = answer.problem or _new_name(answer, field, value)
        except UnknownName as error:
            answer.problem = str(error)

    def told(self, dateline: str) -> checks.Told:
        """Return the engagement as it would stand, for the checks; where the article is silent, as the record shows it."""
        holding, row = self.holding, self.row
        keys = {field: list(found) for field, found in self.keys.items()}
        for answer in self.answers:
            for said in answer.fact.values:
                if said.claim not in answer.rejected | answer.corrected:
                    keys.setdefault(said.field, []).append(said.key)
        place = next((answer for answer in self.answers if answer.fact.field is Field.PLACE), None)
        start = str(holding[Field.START][-1]) if Field.START in holding else row.start
        return checks.Told(
            engagement=row.id,
            start=start,
            end=str(holding[Field.END][-1]) if Field.END in holding else (row.end if start == row.start else start),
            place=_id(keys, Field.PLACE) if Field.PLACE in holding else row.place_id,
            place_name=holding[Field.PLACE][-1]["name"] if Field.PLACE in holding else row.place,
            country=str(holding[Field.COUNTRY][-1]) if Field.COUNTRY in holding else row.country,
            venue=_id(keys, Field.VENUE),
            venue_name=fold(holding[Field.VENUE][-1]) if Field.VENUE in holding else "",
            dateline=fold(dateline),
            place_rule=place.fact.rule if place and not place.corrected and not place.rejected else "",
            series=_id(keys, Field.SERIES) if Field.SERIES in holding else row.series_id,
            edition=holding[Field.EDITION][-1] if Field.EDITION in holding else row.edition,
            people=tuple(int(key.rpartition(":")[2]) for key in keys.get(Field.PERSON, ())),
            within=row.within_id,
        )

    def ruling(self) -> Ruling:
        """Return what is to be recorded; raise ValueError with a sentence where two things are said at once."""
        same = [double.proposal.row.id for double in self.doubles if double.choice == "same"]
        if self.other:
            number = values.parse(Field.WITHIN, self.other.lstrip("#"), values.Known(frozenset(), {}, {}))
            same.append(follow("engagement", number) or number)
        if len(set(same)) > 1:
            raise ValueError("It can be the same as one other engagement: choose one.")
        if same and same[0] == self.row.id:
            raise ValueError("That is this very engagement.")
        if self.parts and self.one.tellings < 2:
            raise ValueError("No other source tells of it: there is nothing to part it from.")
        return Ruling(
            engagement=self.row.id,
            rejected=frozenset(pk for answer in self.answers for pk in answer.rejected),
            corrected=frozenset(pk for answer in self.answers for pk in answer.corrected),
            kept=frozenset(pk for answer in self.answers for pk in answer.kept),
            said=tuple(said for answer in self.answers for said in answer.said),
            parts=self.parts,
            same_as=same[0] if same else None,
            apart=tuple((d.proposal.report, d.proposal.other) for d in self.doubles if d.choice == "apart"),
        )


class ReviewForm:
    """The review of one article; `problems` counts what must be put right, `fresh` the warnings that were not shown before.

    `is_anew` when the page changed under the reviewer: a tick given before somebody else found otherwise is no longer one.
    """

    def __init__(self, page: ReviewPage, sent: Mapping[str, str] | None = None, *, is_anew: bool = False) -> None:
        self.page, self.sent = page, sent
        unsure = doubts(page.claims)
        self.engagements = [EngagementAnswer(one, sent, unsure) for one in page.engagements]
        for answer in (answer for one in self.engagements for answer in one.answers if is_anew):
            answer.verdict = "" if answer.is_overruled else answer.verdict
        self.note = _line(sent, "note")
        self.reason = _line(sent, "reason")
        self.reason_problem = ""
        known, names = values.Known.load(), NameBook(Names.ASKED)
        for one in self.engagements:
            one.read(known, names)
        self._check()
        self.rulings = list(self._rulings())

    @property
    def problems(self) -> int:
        """How many things must be put right before anything is saved."""
        return sum(bool(one.problem) + sum(bool(answer.problem) for answer in one.answers) for one in self.engagements)

    @property
    def warned(self) -> str:
        """The warnings on the page, as it sends them back."""
        return checks.marks(self._cautions())

    @property
    def fresh(self) -> int:
        """How many warnings the reviewer has not seen yet."""
        return checks.unseen(self._cautions(), (self.sent or {}).get("warned", ""))

    def _cautions(self) -> Iterable[str]:
        return (text for one in self.engagements for answer in one.answers for text in answer.cautions)

    def _check(self) -> None:
        told = [one.told(self.page.dateline) for one in self.engagements]
        standing = beside(told)
        for one, each in zip(self.engagements, told, strict=True):
            facts = {answer.fact.field: answer for answer in one.answers}
            for caution in checks.cautions(each, standing):
                facts[Field.START if caution.field is Field.END else caution.field].cautions.append(caution.sentence)

    def _rulings(self) -> Iterable[Ruling]:
        for one in self.engagements:
            try:
                yield one.ruling()
            except ValueError as error:
                one.problem = str(error)


def _is_sure(fact: ReviewFact, unsure: Mapping[int, float]) -> bool:
    """Say whether a fact may be accepted without a look: nothing contradicts it, its names are known, its reading is certain."""
    contradicted = fact.others or fact.shown or any(said.finding in OVERRULED for said in fact.values)
    return not contradicted and not any(said.is_new or unsure.get(said.claim, 0) >= UNSURE for said in fact.values)


def _new_name(answer: Answer, field: Field, value: Any) -> str:
    """Say what a name that is not on record needs; nothing when it may become a record as it is."""
    name = value if isinstance(value, str) else value["name"]
    if not answer.makes_new:
        return f"“{name}” is not on record: check its spelling, or tick “new {answer.noun}”."
    if field is Field.PERSON and not (value.get("role") and value.get("party")):
        return f"A new person needs an office and a party: {name} | Defence Minister | CN."
    return ""


def _id(keys: Mapping[Field, list[str]], field: Field) -> int | None:
    return int(keys[field][0].rpartition(":")[2]) if keys.get(field) else None


def _line(sent: Mapping[str, str] | None, name: str) -> str:
    return values.note_of((sent or {}).get(name, ""))
