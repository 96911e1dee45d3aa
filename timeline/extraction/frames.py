"""Says how each mention stands to a trigger: the signals by which participants, days and places are told from bystanders."""

from bisect import bisect_left

from timeline.extraction.dates import DateMention
from timeline.extraction.kinds import Trigger
from timeline.extraction.mentions import ActorMention, PersonMention, PlaceMention, VenueMention
from timeline.extraction.survey import Article
from timeline.extraction.text import Sentence
from timeline.extraction.tokens import word_set

_EDGES = frozenset(
    (
        ",",
        ";",
        ":",
        "—",
        "–",
        "(",
        ")",
        "while",
        "whereas",
        "before",
        "after",
        "then",
        "and",
        "but",
        "that",
        "which",
        "who",
        "where",
        "when",
    )
)
_QUOTES = frozenset('"“”')
_PREPOSITIONS = word_set(
    "with between by of from to in at on against about over for into near off via through among amid under after before during"
    " since until till throughout across around aboard within including like than as alongside toward towards inside outside"
)
_FILLERS = word_set(
    "the a an its their his her late early mid neighbouring neighboring northern southern eastern western central visiting"
    " both all two three four five fellow several senior the-then former new"
)
_SAYS = word_set("said says told added noted wrote tweeted stressed announced stated according confirmed")
_DISTANCES = (2, 5, 9, 15, 25)
_LEADERS, _MINISTERS, _OFFICERS = 95, 70, 40

Signals = list[str]


class Framer:
    """Gives the signals of mentions over one article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.reading = article.reading
        reading = article.reading
        self._edges = reading.where(_EDGES)
        self._quoted = self._quotations() if reading.where(_QUOTES) else frozenset()
        # Decisions that the weights leave to the rules need no more signals than those the rules look at.
        self._ruled = article.knowledge.weights.ruled
        self._after = {
            "force": reading.list("force_noun"),
            "delegates": reading.list("delegate_noun"),
            "ship": reading.list("ship_noun"),
            "venue": reading.list("venue_noun"),
            "event": reading.list("event_noun"),
            "counterpart": reading.list("counterpart"),
        }

    def _quotations(self) -> frozenset[int]:
        """Return the tokens that stand in quotation marks."""
        quoted, inside = [], False
        ends = {sentence.last for sentence in self.reading.sentences}
        for at, word in enumerate(self.reading.lower):
            if word in _QUOTES:
                inside = word == "“" or (word == '"' and not inside)
            elif at in ends and word != '"':
                inside = inside and self.reading.words[at - 1] not in _QUOTES
            if inside:
                quoted.append(at)
        return frozenset(quoted)

    def _edges_between(self, first: int, last: int) -> int:
        """Count the clause edges in tokens `first` to `last`."""
        return bisect_left(self._edges, last) - bisect_left(self._edges, first)

    def stance(self, triggers: list[Trigger], first: int, last: int) -> Signals:
        """Return where tokens `first` to `last` stand to the nearest trigger: side, distance, edges between."""
        trigger = min(triggers, key=lambda each: max(each.first - last, first - each.last)) if len(triggers) > 1 else triggers[0]
        if last <= trigger.first:
            side, gap, edges = "before", trigger.first - last, self._edges_between(last - 1, trigger.first)
        elif first >= trigger.last:
            side, gap, edges = "after", first - trigger.last, self._edges_between(trigger.last - 1, first)
        else:
            side, gap, edges = "inside", 0, 0
        distance = next((limit for limit in _DISTANCES if gap <= limit), 99)
        part = "verb" if trigger.verb else "series" if trigger.series else "noun"
        signals = [f"{side}{distance}", f"{side}:edges{min(edges, 3)}", f"{part}:{side}"]
        if first in self._quoted:
            signals.append("quoted")
        return signals

    def is_quoted(self, at: int) -> bool:
        """Say whether a token stands in quotation marks."""
        return at in self._quoted

    def preposition(self, first: int, sentence: Sentence) -> str:
        """Return the preposition that governs the phrase starting at `first`, past articles and adjectives."""
        lower, at = self.reading.lower, first - 1
        while at >= sentence.first and lower[at] in _FILLERS and first - at < 5:
            at -= 1
        if at < sentence.first:
            return "START"
        word = lower[at]
        if word in _PREPOSITIONS:
            return word
        if word in (",", "and", "or", "&"):
            return "AND" if word != "," else "COMMA"
        return "none"

    def actor(
        self, mention: ActorMention, triggers: list[Trigger], sentence: Sentence, region: tuple[int, int], family: str
    ) -> Signals:
        """Return the signals of a country or organisation."""
        preposition = self.preposition(mention.first, sentence)
        if {"party", "host"} <= self._ruled:
            return [_within(region, mention.first), f"prep={preposition}"]
        signals = self.stance(triggers, mention.first, mention.last)
        side = signals[0].rstrip("0123456789")
        signals += [
            f"how={mention.how}",
            f"role={mention.role}",
            f"{mention.how}:{mention.role}",
            f"prep={preposition}",
            f"{side}:prep={preposition}",
            f"{family}:prep={preposition}",
            f"next={self._next(mention.last, sentence)}",
            f"{mention.how}:next={self._next(mention.last, sentence)}",
            _within(region, mention.first),
        ]
        if mention.code not in self.article.knowledge.codes:
            signals.append("body")
        if mention.code in self.article.title_codes:
            signals.append("in-title")
        if mention.code == self.article.home:
            signals.append("home")
        if self.article.mentioned[mention.code] > 2:
            signals.append("often")
        return signals

    def person(
        self, mention: PersonMention, triggers: list[Trigger], sentence: Sentence, region: tuple[int, int], family: str
    ) -> Signals:
        """Return the signals of a person."""
        person = self.article.people[mention.person]
        if "person" in self._ruled:
            told = [_within(region, mention.first)]
            return told + [name for name, holds in (("bystander", person.bystander), ("bare", person.bare)) if holds]
        first = min(mention.title_first, mention.first)
        preposition = self.preposition(first, sentence)
        signals = self.stance(triggers, first, mention.last)
        side = signals[0].rstrip("0123456789")
        word = self.reading.lower[mention.first]
        form = "pronoun" if word in ("he", "she", "his", "her") else "full" if mention.last - mention.first > 1 else "short"
        level = person.standing
        after = self.reading.lower[mention.last] if mention.last < sentence.last else ""
        signals.append(f"next={self._next(mention.last, sentence)}")
        signals += [
            f"form={form}",
            f"level={level}",
            f"prep={preposition}",
            f"{side}:prep={preposition}",
            f"{family}:level={level}",
            "party" if person.party else "no-party",
            _within(region, mention.first),
        ]
        before = self.reading.lower[first - 1] if first > sentence.first else ""
        if after in _SAYS or before in _SAYS:
            signals += ["says", f"says:{side}"]
        if person.bystander:
            signals.append("bystander")
        if person.bare:
            signals += ["bare", f"bare:{side}", f"bare:prep={preposition}", "bare:party" if person.party else "bare:no-party"]
        if any(word in self.article.title_words for word in person.name):
            signals.append("in-title")
        if self.article.seen[mention.person] > 2:
            signals.append("often")
        return signals

    def date(
        self,
        mention: DateMention,
        triggers: list[Trigger],
        sentence: Sentence,
        region: tuple[int, int],
        alone: bool,
        history: bool,
    ) -> Signals:
        """Return the signals of a day or period."""
        first, last = self.reading.tokens_of(mention.span)
        kinds = (("reporting", mention.reporting), ("history", history), ("closing", mention.closing))
        if "date" in self._ruled:
            return [_within(region, first)] + [name for name, holds in kinds if holds]
        preposition = self.preposition(first, sentence)
        signals = self.stance(triggers, first, last)
        signals += [
            f"rule={mention.rule}",
            f"prep={preposition}",
            f"precision={len(mention.start)}",
            "range" if mention.start != mention.end else "single",
            _within(region, first),
            "alone" if alone else "among",
        ]
        signals += [name for name, holds in kinds if holds]
        if mention.start == self.article.published:
            signals.append("published")
        return signals

    def place(
        self,
        mention: PlaceMention | VenueMention,
        triggers: list[Trigger],
        sentence: Sentence,
        region: tuple[int, int],
        family: str,
    ) -> Signals:
        """Return the signals of a town or venue."""
        if {"place", "venue"} <= self._ruled:
            return [_within(region, mention.first)]
        preposition = self.preposition(mention.first, sentence)
        signals = self.stance(triggers, mention.first, mention.last)
        side = signals[0].rstrip("0123456789")
        signals += [
            f"rule={mention.rule}",
            f"prep={preposition}",
            f"{side}:prep={preposition}",
            f"{family}:prep={preposition}",
            f"next={self._next(mention.last, sentence)}",
            _within(region, mention.first),
        ]
        return signals

    def _next(self, at: int, sentence: Sentence) -> str:
        """Say what follows a mention."""
        if at >= sentence.last:
            return "END"
        for name, marks in self._after.items():
            if at in marks:
                return name
        if at in self.reading.offices or at in self.reading.list("rank"):
            return "office"
        word = self.reading.lower[at]
        if word in ("'s", "'"):
            return "possessive"
        if not word[0].isalnum():
            return "mark"
        if self.reading.words[at][0].isupper():
            return "capital"
        return "preposition" if word in _PREPOSITIONS else self.reading.book[at].category or "word"


def _within(region: tuple[int, int], at: int) -> str:
    return "in-region" if region[0] <= at < region[1] else "out-of-region"
