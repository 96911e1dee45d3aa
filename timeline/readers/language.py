"""Which language a text is in, told offline."""

import re

import py3langid

_FUNCTION_WORDS = frozenset((
    "the", "of", "and", "to", "in", "a", "for", "on", "with", "at", "by", "from", "is", "was", "were", "has", "have", "had",
    "will", "be", "that", "this", "its", "his", "her", "their", "as", "it", "an", "who", "which", "after", "before", "during",
    "between", "also", "not", "but", "or",
))  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
# In running English a third of the words are function words; in any other language almost none are.
_ENGLISH_SHARE = 0.2
_ENOUGH = 5_000  # characters; more change nothing


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language that most of `text` is in."""
    words = _WORD.findall(text[:_ENOUGH].lower())
    if words and sum(word in _FUNCTION_WORDS for word in words) / len(words) >= _ENGLISH_SHARE:
        return "en"
    return str(py3langid.classify(text[:_ENOUGH])[0])
