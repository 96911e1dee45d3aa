"""Finds the people of a text, joins later mentions by surname, and assigns each an office and a party."""

from timeline.extraction.allegiance import settle
from timeline.extraction.knowledge import KnowledgeBase, PersonRecord
from timeline.extraction.mentions import ActorMention, Person, PersonMention
from timeline.extraction.names import NameGrammar, Title
from timeline.extraction.references import References
from timeline.extraction.text import Reading
from timeline.extraction.tokens import plain


def find_people(
    reading: Reading, knowledge: KnowledgeBase, actors: list[ActorMention], published: str, home: str = ""
) -> tuple[list[Person], list[PersonMention]]:
    """Return the people of the article, and every mention of them in order."""
    finder = _Finder(reading, knowledge, published)
    finder.titled()
    finder.untitled(actors)
    finder.by_surname(actors)
    for person in finder.people:
        finder.complete(person)
    finder.by_office()
    settle(reading, actors, finder.people, finder.mentions, home)
    references = References(reading, finder.people, finder.mentions)
    references.described([t for t in finder.bare if not (t.counterpart or t.former or finder.is_bystander(t))])
    references.pronouns()
    references.peers(finder.peers)
    return finder.people, sorted(references.mentions, key=lambda mention: mention.first)


_LONGEST_BARE = 4  # words
_LONGEST_DESCRIPTION = 18
_DESCRIBED = 45  # level of an office told by a description alone
_DESCRIPTION_ENDS = frozenset((",", ")", ";", "—", "–", "."))
_ARTICLES = frozenset(("the", "a", "an", "his", "her", "its", "their", "new"))
_OF = frozenset(("of", "at", "in", "for", "to", "who"))


class _Finder:
    def __init__(self, reading: Reading, knowledge: KnowledgeBase, published: str) -> None:
        self.reading = reading
        self.knowledge = knowledge
        self.published = published
        self.grammar = NameGrammar(reading, knowledge)
        self.people: list[Person] = []
        self.mentions: list[PersonMention] = []
        self._by_word: dict[str, set[int]] = {}  # people by each word of their names
        self._taken: set[int] = set()
        self._bystanders = reading.list("not_participant")
        self._last_office = ("", 0)
        self._things: set[str] = set()  # names of ships and buildings
        self.bare: list[Title] = []  # titles without a name: `the Defence Minister`
        self.peers: list[tuple[int, int]] = []  # people called counterparts, and where
        self._ships = reading.list("ship_noun")
        self._venues = reading.list("venue_noun")
        self._forces = reading.list("force_noun")
        self._leading = reading.list("led_by")
        self._heads = knowledge.words("office_head")
        self._office_verbs = reading.list("office_verb")

    def titled(self) -> None:
        """Names with a title before them, and names the knowledge has."""
        reached = 0
        for at in sorted({*self.grammar.openers, *self.reading.people}):
            if at < reached:
                continue
            known_end, known = self.reading.people.at(at)
            title = self.grammar.title(at)
            if known and title is not None and title.last - at == 1 and not title.office and known_end > title.last:
                title = None  # `Gen Nakatani`: a first name that is also a rank
            if title is not None:
                self._taken.update(range(title.first, title.last))
                reached = max(self._after_title(title), at + 1)
            elif known and known_end - at >= 2:
                self._add(Title(at, at, strong=True), at, known_end)
                reached = known_end

    def _after_title(self, title: Title) -> int:
        """Read the name after a title; return the token to go on from."""
        words = self.reading.words
        start = title.last
        if start < len(words) and words[start] == "," and (title.office or title.counterpart):
            follow = self.grammar.title(start + 1) if start + 1 < len(words) else None
            start = follow.last if follow and follow.strong and not follow.office else start + 1
            if self.grammar.name_end(start) - start < 2:
                return self._remember_office(title)
        end = self.grammar.name_end(start)
        if (
            end == start
            or (not title.strong and end - start < 2)
            or self._is_actor(start, end)
            or self._names_a_thing(title.first, end)
        ):
            return self._remember_office(title)
        peer = title.counterpart and not title.office
        if peer:
            title.office, title.level = self._last_office
        self._add(title, start, end)
        if peer:
            self.peers.append((self.mentions[-1].person, title.first))
        if title.office:
            self._last_office = (title.office, title.level)
        return end

    def _remember_office(self, title: Title) -> int:
        if title.office:
            self._last_office = (title.office, title.level)
            self.bare.append(title)
        return title.last

    def _names_a_thing(self, first: int, end: int) -> bool:
        if self.reading.words[end - 1] in self._things:
            return True
        if self._is_thing(first, end):
            self._things.add(self.reading.words[end - 1])
            return True
        return False

    def _is_thing(self, first: int, end: int) -> bool:
        """A ship (`destroyer Admiral Tributs`) or a building (`King Faisal Naval Base`) named after a person is no person."""
        words = self.reading.words
        if end < len(words) and words[end][0].isupper() and end in self._venues:
            return True
        if end - 1 in self._forces and end - first > 1:
            return True  # `Shahbaaz Division`
        if end + 1 < len(words) and words[end][0].isupper() and end + 1 in self._venues:
            return True
        before = words[first - 1] if first else ""
        if before.isupper() and first - 1 in self.reading.list("ship_prefix"):
            return True
        sentence = self.reading.sentence_of(first)
        window = self._ships.all(max(sentence.first, first - 8), first)
        return bool(window) and all(
            w[0].isupper() or w in ("and", ",", '"', "“", "’", "”", "the", "'") for w in words[window[-1][1] : first]
        )

    def _is_actor(self, start: int, end: int) -> bool:
        after, actors = self.reading.actors.at(start)
        return bool(actors) and (after >= end or actors[0].how in ("metonym", "demonym", "organisation"))

    def untitled(self, actors: list[ActorMention]) -> None:
        """Two or more capitals in a row whose surname comes back later, or that an office follows in apposition."""
        blocked = {token for mention in actors for token in range(mention.first, mention.last)} | self._taken
        reached = 0
        for at in self.grammar.name_starts:
            end = self.grammar.name_end(at) if at >= reached else at
            if end - at < 2 or not blocked.isdisjoint(range(at, end)) or self._is_place(at, end):
                continue
            reached = end
            if self._names_a_thing(at, end) or " " not in self.reading.text[self.reading.starts[at] : self.reading.ends[end - 1]]:
                continue
            apposed = self._apposition(end)
            led = self._of_country(end) or any(self._leading.at(back)[0] == at for back in range(max(0, at - 4), at))
            surname = self._where(self.reading.words[end - 1])
            recurs = len(surname) > 1 and end - at <= 4
            if (apposed is not None and apposed.strong) or led or (recurs and self._lone(surname, at, end)):
                self._add(Title(at, at), at, end)
            elif self._looks_like_a_name(at, end):
                self._add(Title(at, at), at, end)
                person = self.people[self.mentions[-1].person]
                person.bare = not (person.office or person.party)

    def _where(self, word: str) -> list[int]:
        """Return the tokens at which a word stands, written so."""
        words = self.reading.words
        return [at for at in self.reading.tokens.get(word.lower(), ()) if words[at] == word]

    def _looks_like_a_name(self, first: int, last: int) -> bool:
        """Two to four capitals in a row, most of them no common words, and nothing capitalised beside them."""
        words, lower, classes = self.reading.words, self.reading.lower, self.knowledge.word_classes
        common = [lower[at] in classes or lower[at] in self.knowledge.common for at in range(first, last)]
        if last - first > _LONGEST_BARE or common[-1] or sum(common) * 2 > last - first:
            return False
        if any(words[at].isupper() and (len(words[at]) > 2 or at == last - 1) for at in range(first, last)):
            return False
        if first and self.knowledge.word_classes.get(lower[first - 1], "") in ("noun.act", "noun.event", "noun.artifact"):
            return False  # `the drill Blue Falcon`, `the frigate Margaret Brooke`
        opens = self.reading.sentence_of(first).first == first
        before = words[first - 1] if first and not opens else ""
        after = words[last] if last < len(words) else ""
        return (
            not (before[:1].isupper() and first - 1 not in self.reading.actors)
            and not after[:1].isupper()
            and after not in ("-", "–")
        )

    def _of_country(self, end: int) -> bool:
        """`Issoufou Katambé of Niger`."""
        words = self.reading.words
        if end + 1 >= len(words) or words[end] != "of":
            return False
        _, actors = self.reading.actors.at(end + 1)
        return bool(actors) and actors[0].how == "name"

    def _lone(self, places: list[int], first: int, last: int) -> bool:
        """Say whether a surname that stands at `places` also stands alone, with no other capital beside it."""
        words = self.reading.words
        for at in places:
            if not first <= at < last:
                left, right = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
                if not (left[:1].isupper() and left.lower() not in ("mr", "mr.", "ms", "ms.")) and not right[:1].isupper():
                    return True
        return False

    def _is_place(self, at: int, end: int) -> bool:
        return (
            any(max(self.reading.places.at(token)[0], self.reading.towns.at(token)[0]) >= end for token in range(at, end - 1))
            or at in self.reading.venues
        )

    def _apposition(self, end: int) -> Title | None:
        """Return the title in `Name, [the] Russian Defence Minister` that follows a name."""
        words, at = self.reading.words, end
        if at + 1 >= len(words) or words[at] not in (",", "("):
            return None
        at += 1
        while at < len(words) and self.reading.lower[at] in ("the", "a", "an", "his", "her", "its", "who", "is", "new"):
            at += 1
        return self.grammar.title(at) if at < len(words) else None

    def by_surname(self, actors: list[ActorMention]) -> None:
        """Bare later mentions: `Belousov`, and `Dong` for Dong Jun."""
        blocked = {token for mention in actors for token in range(mention.first, mention.last)}
        by_word: dict[str, int] = {}
        for number, each in enumerate(self.people):
            for word in {each.name[-1], each.name[0]} if len(each.name) <= 3 else {each.name[-1]}:
                if len(word) > 1 and word[0].isupper() and len(word.strip(".")) > 1:
                    by_word.setdefault(word, number)
        for at, person in sorted((at, person) for surname, person in by_word.items() for at in self._where(surname)):
            if at not in self._taken and at not in blocked:
                self.mentions.append(PersonMention(at, at + 1, person, at))
                self._taken.add(at)

    def by_office(self) -> None:
        """Some offices are one country's alone: `Raksha Mantri`, `Secretary of Defense`."""
        for person in self.people:
            own = self.knowledge.lists.get("office_party")
            found = own.get(tuple(word.lower() for word in person.office.split())) if own and not person.party else ()
            if found:
                person.party, person.rule = found[0].value, "person.office_of_country"

    def _add(self, title: Title, first: int, last: int) -> None:
        name = tuple(self.reading.text[self.reading.starts[t] : self.reading.ends[t]] for t in range(first, last))
        number = self._known(name)
        if number is None:
            self.people.append(Person(name, span=(first, last)))
            number = len(self.people) - 1
        person = self.people[number]
        if len(name) > len(person.name):
            person.name, person.span = name, (first, last)
        for word in name:
            self._by_word.setdefault(word, set()).add(number)
        self._learn(person, title, last)
        self.mentions.append(PersonMention(first, last, number, title.first))
        self._taken.update(range(first, last))

    def _known(self, name: tuple[str, ...]) -> int | None:
        for number in sorted({number for word in name for number in self._by_word.get(word, ())}):
            person = self.people[number]
            shorter, longer = sorted((name, person.name), key=len)
            if name == person.name or (set(shorter) <= set(longer) and (shorter[-1] == longer[-1] or len(longer) <= 3)):
                return number
        return None

    def _learn(self, person: Person, title: Title, last: int) -> None:
        """Take office and party from the title before the name, the apposition behind it, or `of Belarus` behind it."""
        for each, rule in ((title, "person.title"), (self._apposition(last), "person.apposition")):
            if each is None or (rule == "person.apposition" and not each.office):
                continue
            if each.office and each.level > person.level:
                person.office, person.level = each.office, each.level
            if each.party and not person.party:
                person.party, person.rule = each.party, rule
            self._service_after(person, each)
            person.bystander = person.bystander or (rule == "person.title" and each.former) or self.is_bystander(each)
        if not person.office:
            self._learn_description(person, last)
        if not person.party:
            person.party, person.rule = self._country_beside(title.first, last) or ("", person.rule)

    def _country_beside(self, first: int, last: int) -> tuple[str, str] | None:
        """`Issoufou Katambé of Niger`, `Juozas Olekas for Lithuania,`, `from Senegal, General Birame Diop`: the country told."""
        words = self.reading.words
        if last + 1 < len(words) and words[last] in ("of", "for"):
            end, actors = self.reading.actors.at(last + 1 + (words[last + 1] == "the"))
            closed = words[last] == "of" or end >= len(words) or words[end] in (",", ".", ";", ")", "and")
            if actors and closed and actors[0].how in ("name", "organisation"):
                return actors[0].code, "person.of_country"
        if first >= 2 and words[first - 1] == "," and not self._taken & {first - 2}:
            for at in range(max(0, first - 4), first - 1):
                end, actors = self.reading.actors.at(at)
                if actors and end == first - 1 and actors[0].how == "name" and {"from", "for"} & set(words[max(0, at - 2) : at]):
                    return actors[0].code, "person.of_country"
        return None

    def _learn_description(self, person: Person, last: int) -> None:
        """`Name, deputy chief of the operations directorate of the Russian General Staff,`; `Name, who heads ...,`."""
        words, lower = self.reading.words, self.reading.lower
        if last + 2 >= len(words) or words[last] not in (",", "("):
            return
        sentence = self.reading.sentence_of(last)
        limit = min(sentence.last, last + _LONGEST_DESCRIPTION)
        end = next((at for at in range(last + 1, limit) if words[at] in _DESCRIPTION_ENDS), limit)
        at = last + 1
        while at < end and lower[at] in _ARTICLES:
            at += 1
        head = next((t for t in range(at, min(at + 6, end)) if lower[t] in self._heads or lower[t] in _OF), end)
        if lower[at] == "who" and at + 1 < end:
            verbs = self._office_verbs.at(at + 1)[1]
            office = f"{verbs[0].value} {self._words(at + 2, end)}" if verbs and end > at + 2 else ""
        elif head < end and lower[head] in self._heads and end < limit:
            office = self._words(at, end)
        else:
            return
        if office:
            person.office, person.level = office, max(person.level, _DESCRIBED)
            codes = [found[0].code for t in range(at, end) if (found := self.reading.actors.at(t)[1])]
            if codes and not person.party:
                person.party, person.rule = codes[0], "person.apposition"

    def _words(self, first: int, last: int) -> str:
        return self.reading.text[self.reading.starts[first] : self.reading.ends[last - 1]]

    def _service_after(self, person: Person, title: Title) -> None:
        """`Chief of Navy, Royal New Zealand Navy`: the service after an office tells the country."""
        words, at = self.reading.words, title.last
        if person.party or not title.office or at + 2 >= len(words) or words[at] not in (",", "of", "in", "at"):
            return
        for first in (at + 1, at + 2):
            end, actors = self.reading.actors.at(first)
            if (
                actors
                and actors[0].how in ("name", "demonym", "metonym")
                and (words[at + 1][0].isupper() or words[at + 1] == "the")
            ):
                person.party, person.rule = actors[0].code, "person.service"
                return

    def is_bystander(self, title: Title) -> bool:
        """Say whether a title is a spokesman's or another's who takes part in nothing."""
        return any(at in self._bystanders for at in range(title.first, title.last)) or 0 < title.level <= 10

    def complete(self, person: Person) -> None:
        """Fill in office and party from the table of office-holders, as of the publication day."""
        for start in range(len(person.name) - 1):
            records = self.knowledge.people.get(tuple(plain(word) for word in person.name[start:]))
            if records:
                self._from_record(person, records[0])
                return

    def _from_record(self, person: Person, record: PersonRecord) -> None:
        posts = [
            p for p in record.posts if (not p[2] or p[2] <= self.published) and (not p[3] or p[3] >= self.published[: len(p[3])])
        ]
        for office, party, _, _ in posts or record.posts[-1:]:
            if not person.party:
                person.party, person.rule = party, "person.known"
            if not person.office and posts:
                person.office = office
                found = self.knowledge.offices.get(tuple(office.lower().split()))
                person.level = found[0].level if found else 50
