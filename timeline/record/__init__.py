"""The only writer of engagements: claims, choosing, importance, withdrawal, merging.

Imports summaries and models only. Start at claims.py (what is said) and apply.py (what is shown of it).
"""

from timeline.record.apply import choose, choose_all
from timeline.record.claims import NewClaim, new_engagement, record_claims, retract
from timeline.record.decisions import decide, deny
from timeline.record.merge import merge
from timeline.record.names import NameBook, UnknownName
from timeline.record.redirects import follow
from timeline.record.withdraw import restore_article, restore_engagement, withdraw_article, withdraw_engagement
from timeline.summaries.keeping import batch

__all__ = [
    "NameBook",
    "NewClaim",
    "UnknownName",
    "batch",
    "choose",
    "choose_all",
    "decide",
    "deny",
    "follow",
    "merge",
    "new_engagement",
    "record_claims",
    "restore_article",
    "restore_engagement",
    "retract",
    "withdraw_article",
    "withdraw_engagement",
]
