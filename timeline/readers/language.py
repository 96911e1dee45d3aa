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
# The detector's odds, in nats, from which a text is held to be in another language than English. A sentence of another language
# has twenty and more; a headline of names ("Hegseth visits Manila") is given to some language by fewer than seven.
_SURE = 8.0


def language_of(text: str) -> str:
    """Return the ISO 639 code of the language that most of `text` is in; English where no other is clearly likelier."""
    words = _WORD.findall(text[:_ENOUGH].lower())
    if words and sum(word in _FUNCTION_WORDS for word in words) / len(words) >= _ENGLISH_SHARE:
        return "en"
    ranked = py3langid.rank(text[:_ENOUGH])
    best, odds = ranked[0]
    return str(best) if odds - dict(ranked)["en"] >= _SURE else "en"
