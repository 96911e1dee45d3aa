"""What the knowledge has of a word, looked up once for all texts: its plain form, and the phrases that it begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.extraction.ordinals import ORDINALS
from timeline.extraction.phrases import Entry, Index
from timeline.extraction.tokens import plain

_INITIALS = 5  # characters
_MOST = 65_536  # words kept; a book that is full begins anew
Tables = Mapping[str, dict[int, tuple[int, Sequence[Any]]]]
Pairs = Mapping[str, Sequence[Entry]]  # by the second word of a phrase


@dataclass(slots=True)
class Word:
    """A word as texts write it: `plain` without accents, `lower` also lower-case; where phrases begin with it, which."""

    plain: str
    lower: str
    category: str  # its class among the words of the language (`verb.social`), or ""
    verb: str  # the same where it is a verb
    capital: bool  # it begins with a capital
    numeral: bool  # an ordinal or roman number may stand here
    name: bool  # it may be a word of a personal name
    opening: bool  # phrases begin with it
    alone: tuple[tuple[str, Sequence[Any]], ...]  # the tables that have the word by itself, and its payloads there
    cased: tuple[Pairs, ...]  # phrases of plain words
    uncased: tuple[Pairs, ...]  # phrases of lower-case words


@dataclass(frozen=True, slots=True)
class Sources:
    """What words are looked up in: indexes of cased phrases, of towns and of lower-case phrases; classes; special words."""

    cased: Index
    towns: Index
    lower: Index
    classes: Mapping[str, str]
    common: frozenset[str] = frozenset()  # lower-case words that by themselves are no town
    nameless: frozenset[str] = frozenset()  # lower-case words that are no personal name


class WordBook(dict[str, Word]):
    """The words met so far; one not met yet is looked up."""

    def __init__(self, sources: Sources) -> None:
        super().__init__()
        self._sources = sources

    def __missing__(self, written: str) -> Word:
        if len(self) >= _MOST:
            self.clear()
        entry = self[written] = _entry(plain(written), self._sources)
        return entry


def _entry(word: str, sources: Sources) -> Word:
    lower = word.lower()
    openings = sources.cased.opening(word), sources.towns.opening(word), sources.lower.opening(lower)
    singles = [opening.alone for opening in openings if lower not in sources.common or opening is not openings[1]]
    alone = tuple(each for found in singles for each in found)
    cased = tuple(opening.pairs for opening in openings[:2] if opening.pairs)
    uncased = tuple(opening.pairs for opening in openings[2:] if opening.pairs)
    category = sources.classes.get(lower, "")
    capital = word[0].isupper()
    return Word(
        word,
        lower,
        category,
        category if category.startswith("verb") else "",
        capital,
        numeral=lower[0].isdigit() or lower in ORDINALS or word.isupper(),
        name=capital and lower not in sources.nameless and _may_be_name(word),
        opening=bool(alone or cased or uncased),
        alone=alone,
        cased=cased,
        uncased=uncased,
    )


def _may_be_name(word: str) -> bool:
    """Say whether a capitalised word can be an initial (`A.`) or a name: letters, and no acronym."""
    if len(word) <= _INITIALS and word.endswith(".") and word.replace(".", "").isalpha() and len(word.replace(".", "")) <= 3:
        return True
    letters = word.replace("'", "").replace("-", "").replace(".", "")
    return letters.isalpha() and not (len(letters) > 3 and letters.isupper())


def mark(book: Sequence[Word], words: Sequence[str], lower: Sequence[str], tables: Tables) -> None:
    """Enter into `tables` where their phrases stand in a text: at its first token, (token after, payloads), the longest one.

    `book` are the entries of the text's words, `words` and `lower` the words themselves.
    """
    last = len(words) - 1
    for at, word in [(at, word) for at, word in enumerate(book) if word.opening]:
        for name, payloads in word.alone:
            tables[name][at] = at + 1, payloads
        if at < last:
            for pairs in word.cased:
                if words[at + 1] in pairs:
                    _enter(pairs[words[at + 1]], at, words, tables)
            for pairs in word.uncased:
                if lower[at + 1] in pairs:
                    _enter(pairs[lower[at + 1]], at, lower, tables)


def _enter(entries: Sequence[Entry], at: int, words: Sequence[str], tables: Tables) -> None:
    third = words[at + 2] if at + 2 < len(words) else ""
    for rest, name, payloads in entries:
        if not rest:
            tables[name][at] = at + 2, payloads
        elif rest[0] == third:
            end = at + 2 + len(rest)
            if tuple(words[at + 2 : end]) == rest:
                tables[name][at] = end, payloads
