"""The only writer of engagements: claims, choosing, importance, withdrawal, merging.

Imports summaries and models only. Start at claims.py (what is said) and apply.py (what is shown of it).
"""

from timeline.record.apply import choose, choose_all
from timeline.record.articles import restore_article, withdraw_article
from timeline.record.claims import LEFT_OUT, NewClaim, Saying, new_engagement, record_claims, record_sayings, retract
from timeline.record.decisions import decide, deny
from timeline.record.entries import file_entries
from timeline.record.merge import keep_apart, merge, split
from timeline.record.names import NameBook
from timeline.record.proposing import hear, hear_new
from timeline.record.redirects import follow, follow_all
from timeline.record.reports import Filed, Filing, file_reports, named_as_before, regroup, silence
from timeline.record.reviewing import Ruling, Stale, accept, reject, version_of
from timeline.record.shelf import Names, NewName, UnknownName
from timeline.record.things import choose_where_named, keep_things_apart, kind_of, merge_things, part_thing
from timeline.record.waiting import UNSURE, doubts
from timeline.record.waiting import enter as enter_queue
from timeline.record.withdraw import restore_engagement, withdraw_engagement
from timeline.summaries.keeping import batch

__all__ = [
    "LEFT_OUT",
    "UNSURE",
    "Filed",
    "Filing",
    "NameBook",
    "Names",
    "NewClaim",
    "NewName",
    "Ruling",
    "Saying",
    "Stale",
    "UnknownName",
    "accept",
    "batch",
    "choose",
    "choose_all",
    "choose_where_named",
    "decide",
    "deny",
    "doubts",
    "enter_queue",
    "file_entries",
    "file_reports",
    "follow",
    "follow_all",
    "hear",
    "hear_new",
    "keep_apart",
    "keep_things_apart",
    "kind_of",
    "merge",
    "merge_things",
    "named_as_before",
    "new_engagement",
    "part_thing",
    "record_claims",
    "record_sayings",
    "regroup",
    "reject",
    "restore_article",
    "restore_engagement",
    "retract",
    "silence",
    "split",
    "version_of",
    "withdraw_article",
    "withdraw_engagement",
]
