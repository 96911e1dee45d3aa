"""What makes two texts the same article, and two versions of it different."""

import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from timeline.documents import Document

_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "cmpid", "ref_src")


def canonical_url(url: str) -> str:
    """Return an address without what only tells how a reader came (tracking keys, fragment) and in one spelling."""
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not key.startswith(_TRACKING)]
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path.rstrip("/"), urlencode(query), ""))


def identity(document: Document) -> str:
    """Return the key under which versions of one article meet: its external id, else its address, else its words."""
    if document.external_id:
        return f"id:{document.external_id}"[:300]
    url = canonical_url(document.url)
    return f"url:{_digest(url)}" if url else f"text:{_digest(' '.join(document.text.split()))}"


def content_hash(document: Document) -> str:
    """Return the SHA-256 of what the article says: title, day of publication and text, spacing aside."""
    return _digest("\n".join((document.title.strip(), document.published, " ".join(document.text.split()))))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
