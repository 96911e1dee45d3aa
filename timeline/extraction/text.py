"""Cuts a text into paragraphs, sentences and tokens, and reads the dateline off its head."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from timeline.extraction.gazetteer import PlaceRecord, Region
from timeline.extraction.knowledge import MARKED, Actor, KnowledgeBase, LexiconRecord, OfficeRecord, PersonRecord, VenueRecord
from timeline.extraction.phrases import Marks
from timeline.extraction.tokens import ABBREVIATIONS, tokenize, word_set
from timeline.extraction.types import Span
from timeline.extraction.wordbook import Word, mark

# Words that open a sentence and are no surname: after them even an initial or `U.S.` ends the sentence before.
_OPENERS = word_set(
    "The Then There We You Not All Some To From With By If Since During Earlier Later He She They"
    " It In On At But And This Both A An Mr After His Her Its Their For As When While That"
)
_END = re.compile(r"(?<![.?!])[.?!]++[\"”’')\]]*+(?=\s)")
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*")
_LAST_WORD = re.compile(r"[\w.]{1,12}$")
_NEXT = re.compile(r"\s+[\"“‘'(\[]*(\w)?(\w*)")
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Za-z]{0,7}\.?"
_CITY = r"[^\W\d_][\w.'’-]{0,20}+(?: [^\W\d_][\w.'’-]{0,20}+){0,3}"
_HEAD_DATE = rf"(?:{_MONTHS} ?\d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTHS}(?:,? \d{{4}})?)"
_DATELINE = re.compile(
    rf"(?:[A-Z]\w{{2,20}}\.\w{{2,4}}, )?(?P<city>{_CITY})(?:, ?(?P<region>{_CITY}))?"
    rf"(?: ?\[[^\]\n]{{2,30}}\])?(?:[,.] ?{_HEAD_DATE})?"
    rf" ?(?:\([^)\n]{{2,40}}\))?(?: ?{_HEAD_DATE})?(?P<dash>[:;.]? ?(?:--|[-–—])|:|;|(?<=\)))\s"
)
_LONGEST_HEADER = 70


class Sentence(NamedTuple):
    """One sentence: its characters, its tokens `first` (included) to `last` (excluded), its number and its paragraph's."""

    span: Span
    first: int
    last: int
    number: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its tokens and sentences. `words` are accent-free, `lower` also lower-case; all lists run in parallel."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]
    sentences: list[Sentence]
    openings: list[int]  # the first token of each sentence
    head: Span  # the dateline, empty when there is none
    dateline: str  # the dateline's city as written, or ""
    actors: Marks[Actor]
    places: Marks[PlaceRecord]
    towns: Marks[int]  # numbers of the gazetteer
    regions: Marks[Region]
    venues: Marks[VenueRecord]
    people: Marks[PersonRecord]
    offices: Marks[OfficeRecord]
    lists: dict[str, Marks[LexiconRecord]]
    book: list[Word]  # what the knowledge has of each token
    tokens: dict[str, list[int]]  # where each lower-case word stands
    capitals: list[int]  # the tokens that begin with a capital
    numerals: list[int]  # the tokens at which an ordinal or roman number may stand

    def where(self, words: frozenset[str]) -> list[int]:
        """Return the tokens at which one of some lower-case words stands, in order."""
        # Whichever is smaller is gone through.
        found = self.tokens.keys() & words if len(words) < len(self.tokens) else words.intersection(self.tokens)
        return sorted([at for word in found for at in self.tokens[word]]) if found else []

    def numerals_between(self, first: int, last: int) -> list[int]:
        """Return the tokens `first` (included) to `last` (excluded) at which an ordinal or roman number may stand."""
        return self.numerals[bisect_left(self.numerals, first) : bisect_left(self.numerals, last)]

    def list(self, name: str) -> Marks[LexiconRecord]:
        """Return where the wordings of one marked list of the lexicon stand."""
        return self.lists[name]

    def span(self, first: int, last: int) -> Span:
        """Return the characters of tokens `first` (included) to `last` (excluded)."""
        return Span(self.starts[first], self.ends[last - 1])

    def token_at(self, offset: int) -> int:
        """Return the first token that starts at or after the character `offset`."""
        return bisect_left(self.starts, offset)

    def tokens_of(self, span: Span) -> tuple[int, int]:
        """Return the tokens that a span of characters touches, as first (included) and last (excluded)."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)

    def sentence_of(self, token: int) -> Sentence:
        """Return the sentence a token stands in (the nearest one before, for a token of the dateline)."""
        return self.sentences[(bisect_right(self.openings, token) or 1) - 1]


_TABLES = ("actors", "places", "towns", "regions", "venues", "people", "offices")


def read(text: str, knowledge: KnowledgeBase) -> Reading:
    """Cut `text` into tokens and sentences and mark what the knowledge has; the dateline belongs to no sentence."""
    starts, ends, written = tokenize(text)
    known = knowledge.book
    book = [known[word] for word in written]
    words = written if text.isascii() else [entry.plain for entry in book]
    lower = [entry.lower for entry in book]
    head, city = dateline(text)
    if not head.end:
        head, city = _header(text)
    sentences: list[Sentence] = []
    for paragraph, block in enumerate(_paragraphs(text)):
        for span in _sentences(text, Span(max(block.start, head.end if block.start < head.end else 0), block.end)):
            first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
            if first < last:
                sentences.append(Sentence(span, first, last, len(sentences), paragraph))
    tables: dict[str, dict[int, Any]] = {name: {} for name in (*_TABLES, *MARKED)}
    mark(book, words, lower, tables)
    actors, places, towns, regions, venues, people, offices = (Marks(tables.pop(name)) for name in _TABLES)
    lists = {name: Marks(found) for name, found in tables.items()}
    openings = [sentence.first for sentence in sentences]
    tokens: dict[str, list[int]] = {}
    for at, word in enumerate(lower):
        if word in tokens:
            tokens[word].append(at)
        else:
            tokens[word] = [at]
    return Reading(
        text,
        starts,
        ends,
        words,
        lower,
        sentences,
        openings,
        head,
        city,
        actors,
        places,
        towns,
        regions,
        venues,
        people,
        offices,
        lists,
        book,
        tokens,
        [at for at, entry in enumerate(book) if entry.capital],
        [at for at, entry in enumerate(book) if entry.numeral],
    )


def dateline(text: str) -> tuple[Span, str]:
    """Return the span of the dateline that opens `text` and its city (`KABUL, Afghanistan (Sept. 1) -`); empty when none."""
    begin = len(text) - len(text.lstrip())
    match = _DATELINE.match(text[: begin + 160], begin)
    if not match or not match["city"][0].isupper():
        return Span(0, 0), ""
    city = match["city"].strip(" .")
    words = city.split()
    shouted = any(word.isupper() and len(word) > 2 for word in words)
    dated = bool(re.search(_HEAD_DATE, match[0]))
    if words[0] in ("Posted", "Updated", "Published"):
        return Span(0, 0), ""
    if not (shouted or dated or match["dash"].strip() in ("-", "--", "–", "—", ":")) or any(
        w[0].islower() and len(w) > 3 for w in words
    ):
        return Span(0, 0), ""
    if words[-1] in ("KAZINFORM", "ITAR-TASS"):
        words = words[:-1]
    return Span(begin, match.end()), " ".join(word.title() if word.isupper() else word for word in words).strip(".")


def _header(text: str) -> tuple[Span, str]:
    """Return the first paragraph when it is no sentence but a line about the article (`VIENTIANE, Nov. 16, Kyodo`)."""
    block = next(_paragraphs(text), Span(0, 0))
    line = block.of(text)
    if not line or len(line) > _LONGEST_HEADER or line[-1] in '.?!"”' or block.end == len(text.rstrip()):
        return Span(0, 0), ""
    if not (re.search(_HEAD_DATE, line) or re.match(r"[A-Z]{4,}\b", line)):
        return Span(0, 0), ""
    city = re.match(r"[A-Z]{4,}(?: [A-Z]{3,}){0,2}(?=[ ,])", line)
    return block, city[0].title() if city else ""


def _paragraphs(text: str) -> Iterator[Span]:
    for match in _PARAGRAPH.finditer(text):
        yield Span(match.start(), match.start() + len(match[0].rstrip()))


def _sentences(text: str, block: Span) -> Iterator[Span]:
    begin = block.start
    for match in _END.finditer(text, block.start, block.end):
        if match.end() < block.end and _ends(text, match):
            yield from _trimmed(text, begin, match.end())
            begin = match.end()
    yield from _trimmed(text, begin, block.end)


def _trimmed(text: str, begin: int, end: int) -> Iterator[Span]:
    piece = text[begin:end]
    start = begin + len(piece) - len(piece.lstrip())
    stop = begin + len(piece.rstrip())
    if start < stop:
        yield Span(start, stop)


def _ends(text: str, match: re.Match[str]) -> bool:
    """Say whether the full stop of `match` ends a sentence."""
    after = _NEXT.match(text, match.end())
    first = after[1] if after else None
    if first and first.islower():
        return False
    if match[0][0] != ".":
        return True
    before = _LAST_WORD.search(text, max(0, match.start() - 12), match.start())
    word = before[0] if before else ""
    following = (first or "") + (after[2] if after else "")
    if word.lower() in ("u.s", "u.k", "u.n", "p.m", "a.m") or (len(word) > 1 and "." in word and word.isupper()):
        return following in _OPENERS
    if word.lower() in ABBREVIATIONS:
        return word.lower() in ("no", "co", "sun", "sat", "may") and not (following[:1].isdigit()) and word.islower()
    return not (len(word) == 1 and word.isupper()) or following in _OPENERS
