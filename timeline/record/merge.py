"""What people decide of identity: two engagements on record are one, or the sources of one tell of two.

A decision is kept on the reports themselves, so that it holds whatever arrives later; each can be taken back by the other.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import product
from typing import TYPE_CHECKING

from timeline.linking.partition import pair
from timeline.models import Claim, Engagement, LinkDecision, LinkProposal, Report
from timeline.record.apply import choose_all
from timeline.record.claims import retract
from timeline.record.moving import move_report, point_to, retire
from timeline.record.reports import regroup
from timeline.record.withdraw import copy_claims
from timeline.summaries import keeping
from timeline.vocabulary import MANY_VALUED, Field, Origin

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def merge(keep: Engagement, drop: Engagement, *, at: datetime, author: "User | None" = None, note: str = "") -> None:
    """Merge `drop` into `keep`: its reports and claims go over, what lay within it moves, its id redirects.

    What people decided of `keep` stands over what they decided of `drop`; with an `author` that the two are one is a decision
    too. Raises ValueError with a sentence when the two are one already, or either was merged before.
    """
    if keep.pk == drop.pk:
        raise ValueError("An engagement can’t be merged with itself.")
    with keeping.batch():
        locked = Engagement.objects.select_for_update(of=("self",)).in_bulk([keep.pk, drop.pk])
        if any(row.merged_into_id for row in locked.values()):
            raise ValueError("One of the two was merged before: open the engagement its address leads to.")
        kept, dropped = (list(Report.objects.live().filter(engagement=one).order_by("pk")) for one in (keep, drop))
        if author is not None:
            _decide(product(kept, dropped), is_same=True, author=author, at=at, note=note)
        decided = {_subject(claim) for claim in keep.claims.live() if claim.origin == Origin.MANUAL}
        live = list(drop.claims.live())
        overruled = [
            c.pk for c in live if c.origin == Origin.MANUAL and _subject(c) in decided or c.key == f"engagement:{keep.pk}"
        ]
        retract(Claim.objects.filter(pk__in=overruled), reason=f"Decided otherwise of engagement {keep.pk}", at=at)
        touched = {keep.pk}
        for report in dropped:
            touched |= move_report(report, keep.pk, at=at)
        rest = list(drop.claims.live())
        retract(drop.claims.all(), reason=f"Merged into engagement {keep.pk}", at=at)
        copy_claims(rest, at=at, engagement=keep)
        inside = Claim.objects.live().filter(field=Field.WITHIN, key=f"engagement:{drop.pk}").exclude(engagement=keep)
        touched |= point_to(inside, keep.pk, at=at)
        retire(drop, keep, at=at, reason=note)
        LinkProposal.objects.filter(one__in=[*kept, *dropped], other__in=[*kept, *dropped]).delete()
        choose_all(touched - {drop.pk}, at=at)
    keep.refresh_from_db()
    drop.refresh_from_db()


def split(engagement: Engagement, parted: Collection[int], *, author: "User", at: datetime, note: str = "") -> Engagement:
    """Let some of an engagement's reports, by id, tell of another one; return that.

    It is the one that they were merged from, where they were: its id stands for itself again. Raises ValueError with a sentence
    when none or all of the reports would go, or one of them is not there any more.
    """
    with keeping.batch():
        Engagement.objects.select_for_update(of=("self",)).get(pk=engagement.pk)
        rows = list(Report.objects.live().filter(engagement=engagement).order_by("pk"))
        going = [row for row in rows if row.pk in parted]
        staying = [row for row in rows if row.pk not in parted]
        if len(going) < len(set(parted)):
            raise ValueError("The sources have changed meanwhile: look at them again.")
        if not going or not staying:
            raise ValueError("Choose some of the sources, and leave some.")
        _decide(product(staying, going), is_same=False, author=author, at=at, note=note)
        _decide(product(going, going), is_same=True, author=author, at=at, note=note)
        choose_all(regroup(rows, at=at), at=at)
    return Engagement.objects.get(pk=Report.objects.values_list("engagement", flat=True).get(pk=going[0].pk))


def keep_apart(one: Report, other: Report, *, author: "User", at: datetime, note: str = "") -> None:
    """Decide that two reports tell of two engagements: nothing that arrives later makes them one."""
    with keeping.batch():
        _decide([(one, other)], is_same=False, author=author, at=at, note=note)
        LinkProposal.objects.filter(one__in=(one, other), other__in=(one, other)).delete()
        choose_all(regroup([one, other], at=at), at=at)


def _decide(reports: Iterable[tuple[Report, Report]], *, is_same: bool, author: "User", at: datetime, note: str) -> None:
    """Record a decision on pairs of reports; what was decided of them before stands no more."""
    names = sorted({pair(one.key, other.key) for one, other in reports if one.key != other.key})
    before = LinkDecision.objects.filter(undone_at=None, one__in={one for one, _ in names})
    standing = [decision.pk for decision in before if (decision.one, decision.other) in set(names)]
    LinkDecision.objects.filter(pk__in=standing).update(undone_at=at)
    LinkDecision.objects.bulk_create(
        [LinkDecision(one=one, other=other, is_same=is_same, author=author, note=note, decided_at=at) for one, other in names]
    )


def _subject(claim: Claim) -> tuple[str, str]:
    """What a decision is about: one value of a many-valued field, else the field."""
    return claim.field, claim.key if claim.field in MANY_VALUED else ""
