"""What the knowledge has of a word, looked up once for all texts: its plain form, and the phrases that it begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.extraction.ordinals import ORDINALS
from timeline.extraction.phrases import Index, Opening
from timeline.extraction.tokens import plain

_INITIALS = 5  # characters
_MOST = 65_536  # words kept; a book that is full begins anew
Tables = Mapping[str, dict[int, tuple[int, Sequence[Any]]]]


@dataclass(slots=True)
class Word:
    """A word as texts write it: `plain` without accents, `lower` also lower-case; where phrases begin with it, which."""

    plain: str
    lower: str
    capital: bool  # it begins with a capital
    numeral: bool  # an ordinal or roman number may stand here
    name: bool  # it may be a word of a personal name
    opening: bool  # phrases begin with it
    alone: Sequence[tuple[str, Sequence[Any]]]  # the tables that have the word by itself, and its payloads there
    cased: Sequence[Opening]  # phrases of plain words
    uncased: Sequence[Opening]  # phrases of lower-case words


class WordBook(dict[str, Word]):
    """The words met so far; one not met yet is looked up in the indexes."""

    def __init__(
        self,
        cased: Index,
        towns: Index,
        lower: Index,
        common: frozenset[str] = frozenset(),
        nameless: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        self._cased = cased
        self._towns = towns
        self._lower = lower
        self._common = common  # lower-case words that by themselves are no town
        self._nameless = nameless  # lower-case words that are no personal name

    def __missing__(self, written: str) -> Word:
        word = plain(written)
        lower = word.lower()
        found = [index.opening(key) for index, key in ((self._cased, word), (self._towns, word), (self._lower, lower))]
        if lower in self._common:
            found[1] = Opening((), found[1].pairs)
        alone = [each for opening in found for each in opening.alone]
        cased, uncased = [each for each in found[:2] if each.pairs], [each for each in found[2:] if each.pairs]
        numeral = lower[0].isdigit() or lower in ORDINALS or word.isupper()
        capital = word[0].isupper()
        name = capital and lower not in self._nameless and _may_be_name(word)
        entry = Word(word, lower, capital, numeral, name, bool(alone or cased or uncased), alone, cased, uncased)
        if len(self) >= _MOST:
            self.clear()
        self[written] = entry
        return entry


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
        if at == last:
            break
        for openings, run in ((word.cased, words), (word.uncased, lower)):
            for opening in openings:
                for rest, name, payloads in opening.pairs.get(run[at + 1], ()):
                    end = at + 2 + len(rest)
                    if not rest or tuple(run[at + 2 : end]) == rest:
                        tables[name][at] = end, payloads
