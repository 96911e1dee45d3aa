"""Reads ordinal and roman numbers: `22nd`, `twenty-second`, `XVIII`, `inaugural`."""

import re

_UNITS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
)
_WORDS = {word: n for n, word in enumerate((_UNITS + " seventeenth eighteenth nineteenth").split(), 1)} | {
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "inaugural": 1, "maiden": 1,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
ORDINALS = frozenset(_WORDS) | frozenset(_TENS)  # the words an ordinal begins with
_FIGURES = re.compile(r"(\d{1,3})(?:st|nd|rd|th)", re.IGNORECASE)
_ROMAN = re.compile(r"(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


def ordinal(words: list[str], at: int) -> tuple[int, int] | None:
    """Return the ordinal that starts at token `at` of lower-case `words`, and the token after it; None when there is none."""
    word = words[at]
    match = _FIGURES.fullmatch(word)
    if match:
        return int(match[1]), at + 1
    if word.isdigit() and at + 1 < len(words) and words[at + 1] in ("st", "nd", "rd", "th"):
        return int(word), at + 2
    if word in _TENS and at + 2 < len(words) and words[at + 1] == "-" and words[at + 2] in _WORDS:
        return _TENS[word] + _WORDS[words[at + 2]], at + 3
    return (_WORDS[word], at + 1) if word in _WORDS else None


def roman(word: str) -> int | None:
    """Return the value of a roman number up to 89 in capitals, or None."""
    match = _ROMAN.fullmatch(word)
    if not match or not word:
        return None
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))
