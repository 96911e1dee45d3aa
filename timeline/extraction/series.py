"""Finds recurring formats and their edition: series the knowledge has, exercise names, and names built on a head noun."""

import re
from collections.abc import Sequence
from typing import Any

from timeline.extraction.knowledge import KnowledgeBase, SeriesRecord, series_words
from timeline.extraction.mentions import ActorMention, SeriesMention
from timeline.extraction.ordinals import ordinal, roman
from timeline.extraction.phrases import Marks, stands
from timeline.extraction.text import Reading, Sentence
from timeline.extraction.tokens import word_set

_DRILL = word_set("exercise exercises ex drill drills manoeuvre manoeuvres maneuver maneuvers wargame wargames wargaming")
_PLAIN = word_set("multinational joint military naval international bilateral annual air maritime field combined the")
_DIRECTIONS = word_set("northern southern eastern western central north south east west")
_DASHES = ("-", "–", "—")
_BREAKS = frozenset((",", ";", ":", "said", "and", "held", "is", "was", "which", "that", "who"))
_EDITION_REACH = 9
_FAR = 25  # tokens around a name in quotation marks within which drills must be spoken of
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERED = re.compile(r"(?:19|20)?\d\d")
_APPOSED = frozenset(("the", "a", "an", "its", "their", "another"))
_STOPS = frozenset((",", ".", ";", "which", "that", "who", "will", "was", "is"))
_EDITIONS = frozenset(("running", "edition", "phase", "iteration", "instalment", "inaugural", "rounds"))
_EMBASSY = ["high", "commission"]  # of a Commonwealth country: no commission that meets
_LINKS = frozenset(("of", "on", "the", "for", "and", "-", "–", "(", ")", "'s", "'", "&", "under", "in"))


# After an ordinal: things that are counted and are no edition of anything; the second list only after `first` to `third`.
_COUNTED = word_set(
    "day anniversary infantry brigade fleet guards group century army corps of in to , military wing battalion floor"
)
_COUNTED_FIRST = word_set("time since such visit trip call secretary deputy phase ever half")


def is_part(series: SeriesMention, other: SeriesMention) -> bool:
    """Say whether a series is a body under another one: a commission's working group."""
    return bool(series.record and other.record and series.record.parent == other.name)


class SeriesFinder:
    """Finds series over one reading."""

    def __init__(self, reading: Reading, knowledge: KnowledgeBase, actors: list[ActorMention], year: int = 0) -> None:
        self.reading = reading
        self.knowledge = knowledge
        self.actor_at = {token: mention for mention in actors for token in range(mention.first, mention.last)}
        self.taken: set[int] = set()
        self.year = year  # two figures that are the year's count no edition (`MILAN 24`)
        self._edition_nouns = knowledge.words("edition_noun")
        self._not_names = knowledge.words("not_name")
        self._forces = reading.list("force_noun")
        self._drills = reading.where(_DRILL)

    def find(self, people_tokens: set[int]) -> list[SeriesMention]:
        """Return the series mentions in order."""
        found = self._known()
        found += self._exercises(people_tokens)
        found += self._headed(people_tokens)
        return sorted(found, key=lambda mention: mention.first)

    def _known(self) -> list[SeriesMention]:
        tokens, words = series_words(self.reading.lower)
        found = []
        marks: dict[str, dict[int, Any]] = {}
        self.knowledge.series.mark(words, marks)
        for first, last, records in Marks(marks.get("series", {})).all():
            start, end = tokens[first], tokens[last - 1] + 1
            if not any(self.reading.words[token][0].isupper() for token in range(start, end)) or self._crosses(start, end):
                continue
            if last - first == 1 and not self.reading.words[start][0].isupper():
                continue
            record = self._for_actors(records, start)
            if record is not None:
                found.append(self._mention(start, end, record.name, record.kind, "series.known", record))
        return found

    def _crosses(self, start: int, end: int) -> bool:
        """A name never runs over the end of a sentence."""
        return self.reading.sentence_of(start) != self.reading.sentence_of(end - 1)

    def _for_actors(self, records: Sequence[SeriesRecord], at: int) -> SeriesRecord | None:
        """Of several series with one alias, take the one whose parties or body stand nearest in the text.

        A format of two countries neither of which is spoken of is another one of that name (`the Military Committee Meeting`).
        """
        everywhere = {mention.code for mention in self.actor_at.values()}
        if len(records) == 1:
            return None if len(records[0].parties) == 2 and not everywhere & set(records[0].parties) else records[0]
        sentence = self.reading.sentence_of(at)
        near = {mention.code for token, mention in self.actor_at.items() if sentence.first <= token < sentence.last}

        def fit(record: SeriesRecord) -> tuple[int, int]:
            codes = {*record.parties, record.organisation} - {""}
            return len(codes & near) - len(codes - everywhere), len(codes & everywhere)

        best = max(records, key=fit)
        return best if fit(best)[1] > 0 else None

    def _mention(self, first: int, last: int, name: str, kind: str, rule: str, record: SeriesRecord | None) -> SeriesMention:
        edition, at, last = self._edition(first, last)
        self.taken.update(range(first, last))
        return SeriesMention(first, last, name, kind, rule, edition, at, record)

    def _edition(self, first: int, last: int) -> tuple[int | None, tuple[int, int], int]:
        """Look for the number behind the name (`-XVIII`, `17`), then before it (`the 14th edition of`)."""
        words, sentence = self.reading.words, self.reading.sentence_of(first)
        at = last
        while at < sentence.last and (words[at] in _DASHES or words[at] in ("'", '"', "”")):
            at += 1
        if at < sentence.last and at - last <= 2:
            number = roman(words[at])
            if number is not None and (at > last or number > 1):
                return number, (at, at + 1), at + 1
            if words[at].isdigit() and len(words[at]) <= 3 and not _is_month(words, at + 1) and words[last - 1][0].isupper():
                if self.year and len(words[at]) == 2 and abs(int(words[at]) - self.year % 100) <= 1:
                    return None, (0, 0), at + 1
                return int(words[at]), (at, at + 1), at + 1
            if _YEAR.fullmatch(words[at]) and at == last + 1 and words[last] in _DASHES:
                last = at + 1
        back = edition_before(self.reading, first, sentence)
        if back:
            return back[0], (back[1], back[2]), last
        inside = next((found for token in range(first, last) if (found := ordinal(self.reading.lower, token))), None)
        return (inside[0], (first, last), last) if inside else (None, (0, 0), last)

    def _exercises(self, people_tokens: set[int]) -> list[SeriesMention]:
        """Read `Exercise Surya Kiran`, `“Morjan 17” drill`, `Dostarym-V`; then every other place where such a name stands."""
        found, reached, words = [], 0, self.reading.words
        names: dict[str, list[tuple[str, ...]]] = {}
        for at in self.reading.capitals:
            span = self._exercise_at(at, people_tokens) if at >= reached else None
            if span:
                found.append(self._exercise(*span))
                name = tuple(words[span[0] : span[1]])
                if name not in names.setdefault(name[0], []):
                    names[name[0]].append(name)
                reached = span[1] + 1
        for at in self.reading.capitals if names else ():
            for name in names.get(words[at], ()):
                if tuple(words[at : at + len(name)]) == name and not self.taken & set(range(at, at + len(name))):
                    found.append(self._exercise(at, at + len(name)))
        return found

    def _exercise(self, first: int, last: int) -> SeriesMention:
        reading = self.reading
        name = " ".join(reading.text[reading.starts[token] : reading.ends[token]] for token in range(first, last))
        return self._mention(first, last, f"Exercise {name}", "exercise", "series.exercise", None)

    def _exercise_at(self, at: int, people_tokens: set[int]) -> tuple[int, int] | None:
        lower, words = self.reading.lower, self.reading.words
        if lower[at] in _DRILL and words[at][0].isupper():
            start = at + 1 + (at + 1 < len(words) and words[at + 1] in ("-", "–", '"', "“", "'", ":"))
            end = self._capitals(start)
            return (start, end) if end > start else None
        before = words[at - 1] if at else ""
        if at in people_tokens or (before[:1].isupper() and before.lower() not in ("the", "in", "at")):
            return None
        end = self._capitals(at)
        if end == at:
            return None
        if before in _DRILL and end - at >= 2:
            return (at, end)  # `the ninth exercise Swift Otter`
        return (at, end) if self._is_exercise_name(at, end) else None

    def _is_exercise_name(self, at: int, end: int) -> bool:
        """Say whether capitals at tokens `at` to `end` are an exercise's name by what stands around them."""
        lower, words = self.reading.lower, self.reading.words
        after = words[end] if end < len(words) else ""
        follow = words[end + 1] if end + 1 < len(words) else ""
        if after in _DASHES and (roman(follow) or _NUMBERED.fullmatch(follow)):
            # A single letter may be no number: `KF-X`.
            return len(follow) > 1 and bool(roman(follow)) or self._drill_near(max(0, at - _FAR), end + _FAR)
        if after.isdigit() and len(after) <= 4:
            return self._drill_near(end, end + (8 if len(after) < 4 else 14))
        if after in ('"', "”", "'", "’") and at and words[at - 1] in ('"', "“", "'", "‘"):
            return self._drill_near(end, end + 4) or (end - at >= 2 and self._drill_near(max(0, at - _FAR), end + _FAR))
        if end - at < 2:
            return False
        noun = end + (end < len(lower) and lower[end] in _PLAIN)  # `Vigilant Ace air exercise`
        if end - at <= 3 and noun < len(lower) and lower[noun] in _DRILL:
            return True
        if after == "," and follow in _APPOSED:  # `Iron Willow, the multinational military exercise`
            stop = next((t for t in range(end + 2, min(end + 10, len(words))) if words[t] in _STOPS), end + 10)
            return self._drill_near(end + 2, stop)
        counted = at >= 2 and lower[at - 1] in ("of", "the") and bool(_EDITIONS & set(lower[max(0, at - 3) : at]))
        return counted and self._drill_near(0, len(lower))

    def _drill_near(self, first: int, last: int) -> bool:
        return stands(self._drills, first, last)

    def _capitals(self, start: int) -> int:
        words, book, lower, end = self.reading.words, self.reading.book, self.reading.lower, start
        while end < len(words) and end - start < 4 and end not in self.taken:
            entry = book[end]
            if not entry.capital or end in self.actor_at or (entry.numeral and roman(words[end])):
                break
            if entry.lower in self._not_names:
                opens = end == start and entry.lower in _DIRECTIONS
                if not (opens and end + 1 < len(words) and book[end + 1].capital):
                    break
            end += 1
        return start if end > start and (end - 1 in self._forces or lower[end - 1] in _DIRECTIONS) else end

    def _headed(self, people_tokens: set[int]) -> list[SeriesMention]:
        """Read capitalised names that end in an event noun: `Joint Security Cooperation Dialogue`, `Galle Dialogue`."""
        found = []
        nouns = self.reading.list("event_noun")
        for first, last, rows in nouns.all():
            kind = rows[0].value
            if (
                not self.reading.words[last - 1][0].isupper()
                or first in self.taken
                or kind in ("visit", "port_call", "call", "signing")
            ):
                continue
            begin = self._widen(first)
            while last < len(self.reading.words) and self.reading.words[last][0].isupper() and last in nouns:
                last = nouns.at(last)[0]
            end = self._tail(last)
            capitals = [t for t in range(begin, last) if self.reading.words[t][0].isupper()]
            if kind == "exercise" and not [t for t in capitals if self.reading.lower[t] not in _PLAIN and not first <= t < last]:
                continue
            embassy = self.reading.lower[last - 2 : last] == _EMBASSY
            if embassy or len(capitals) < 2 or set(range(begin, end)) & (self.taken | people_tokens):
                continue
            kind = kind if kind != "meet" else "ministerial" if "minister" in " ".join(self.reading.lower[begin:end]) else "meet"
            name = self.reading.text[self.reading.starts[begin] : self.reading.ends[end - 1]]
            if kind != "meet" or len(capitals) > 2:
                found.append(self._mention(begin, end, self._named(name, begin, end), kind, "series.head_noun", None))
        return found

    def _named(self, name: str, first: int, last: int) -> str:
        """Drop a leading ordinal and year; the parties are put before the name later, when they are known."""
        number = ordinal(self.reading.lower, first)
        if number and number[1] < last:
            name = self.reading.text[self.reading.starts[number[1]] : self.reading.ends[last - 1]]
        return name

    def _widen(self, first: int) -> int:
        words, begin, sentence = self.reading.words, first, self.reading.sentence_of(first)
        while begin - 1 >= sentence.first and first - begin < 10 and begin - 1 not in self.taken:
            left = words[begin - 1]
            if (
                left[0].isupper()
                and self.reading.lower[begin - 1] not in ("the", "at", "in", "this", "their", "a")
                or left in _LINKS
                and left not in ("the", "in", "on", "under")
                and begin - 2 >= sentence.first
                and words[begin - 2][0].isupper()
            ):
                begin -= 1
            else:
                break
        while begin < first and (words[begin] in _LINKS or words[begin] in ("On", "In", "At", "The")):
            begin += 1
        return begin

    def _tail(self, last: int) -> int:
        words, end, sentence = self.reading.words, last, self.reading.sentence_of(last - 1)
        if end + 2 < sentence.last and words[end] == "(" and words[end + 1][0].isupper() and words[end + 2] == ")":
            return end + 3
        if end + 1 < sentence.last and words[end] in ("on", "for") and words[end + 1][0].isupper():
            end += 1
            while end < sentence.last and words[end][0].isupper():
                end += 1
        return end


def edition_before(reading: Reading, first: int, sentence: Sentence) -> tuple[int, int, int] | None:
    """Return (number, first token, token after) of an ordinal that counts the noun phrase starting at `first`."""
    for at in range(first - 1, max(sentence.first, first - _EDITION_REACH) - 1, -1):
        if reading.lower[at] in _BREAKS:
            return None
        found = ordinal(reading.lower, at)
        if found and found[1] <= first and not _not_counting(reading, at, found[1]):
            return found[0], at, found[1]
    return None


def edition_in(reading: Reading, knowledge: KnowledgeBase, first: int, last: int) -> tuple[int, int, int] | None:
    """Return an ordinal within tokens `first` to `last` that counts a session: `their 22nd meeting`, `the tenth time`."""
    nouns = knowledge.words("edition_noun")
    for at in reading.numerals_between(first, last):
        found = ordinal(reading.lower, at)
        numeral = roman(reading.words[at]) if not found else None
        if numeral and numeral > 1 and at + 1 < last and reading.lower[at + 1] in nouns:
            return numeral, at, at + 1
        if not found:
            continue
        reach = reading.lower[found[1] : min(last, found[1] + 4)]
        kind = reading.lower[found[1] : found[1] + 3] in (["of", "its", "kind"], ["in", "the", "series"])
        if kind and reading.lower[at - 1] == "the" and reading.lower[at] != "first":
            return found[0], at, found[1]
        if _not_counting(reading, at, found[1]):
            continue
        if any(word in nouns for word in reach) and not any(word in _BREAKS for word in reach[:1]):
            return found[0], at, found[1]
    return None


def _not_counting(reading: Reading, at: int, after: int) -> bool:
    """An ordinal that is a day of the month, a unit's number or `for the first time` counts no edition."""
    words, lower = reading.words, reading.lower
    following = lower[after] if after < len(lower) else ""
    if _is_month(words, after) or (following == "of" and _is_month(words, after + 1)) or following in _COUNTED:
        return True
    if following in _COUNTED_FIRST and lower[at] in ("first", "second", "third", "1st"):
        return True
    return at > 0 and lower[at - 1] in ("on", "from")


def _is_month(words: list[str], at: int) -> bool:
    return at < len(words) and words[at][:3].lower() in (
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ) and words[at][0].isupper()  # fmt: skip
