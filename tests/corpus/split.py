"""Parts the corpus: a third of the articles, chosen by a hash of the id, is scored and never opened while rules are written."""

import hashlib

_THIRDS = 3


def is_check(article_id: str) -> bool:
    """Say whether an article belongs to the check half."""
    return int.from_bytes(hashlib.sha256(article_id.encode()).digest()[:4]) % _THIRDS == 0
