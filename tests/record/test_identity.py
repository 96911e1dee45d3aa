"""What people decide of identity holds whatever arrives later, and can be taken back."""

import pytest

from tests.factories import NOW, make_editor
from tests.record.telling import make_told
from tests.record.test_entries import MEETING, entered, told_by_article
from timeline.models import Claim, Engagement, LinkDecision, LinkProposal, Redirect, Report
from timeline.record import decide, keep_apart, merge, split
from timeline.record.reports import regroup
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db
ELSEWHERE = (*MEETING[:1], (Field.START, "2025-08-14"), *MEETING[2:])


def live(engagement: Engagement) -> set[tuple[str, str, int | None]]:
    return set(Claim.objects.live().filter(engagement=engagement).values_list("field", "key", "article"))


def two() -> tuple[Engagement, Engagement]:
    """Two engagements on record, each told by one article."""
    make_told()  # brings the countries
    one = told_by_article(*MEETING).engagement
    other = told_by_article(*ELSEWHERE, text="They met in August.").engagement
    assert one != other
    return Engagement.objects.get(pk=one), Engagement.objects.get(pk=other)


def test_merged_by_a_person_two_stay_one() -> None:
    keep, drop = two()
    before = live(keep) | live(drop)
    merge(keep, drop, author=make_editor(), at=NOW)
    assert drop.merged_into_id == keep.pk
    assert live(keep) == before
    assert Redirect.objects.get(old_id=drop.pk).new_id == keep.pk
    assert regroup(list(Report.objects.live()), at=NOW) == set()
    assert told_by_article(*ELSEWHERE, text="The August meeting.").engagement == keep.pk


def test_split_again_each_has_its_claims_and_its_id_back() -> None:
    keep, drop = two()
    kept, dropped = live(keep), live(drop)
    merge(keep, drop, author=make_editor(), at=NOW)
    parted = list(Report.objects.filter(home=drop).values_list("pk", flat=True))
    assert split(keep, parted, author=make_editor(), at=NOW) == drop
    drop.refresh_from_db()
    assert (drop.merged_into_id, drop.withdrawn_at) == (None, None)
    assert (live(keep), live(drop)) == (kept, dropped)
    assert not Redirect.objects.filter(old_id=drop.pk).exists()
    assert LinkDecision.objects.filter(undone_at=None, is_same=True).count() == 0


def test_entries_merged_and_split_keep_what_each_said() -> None:
    one, other = entered(*MEETING), entered(*ELSEWHERE)
    said = live(one), live(other)
    merge(one, other, author=make_editor(), at=NOW)
    split(one, list(Report.objects.filter(home=other).values_list("pk", flat=True)), author=make_editor(), at=NOW)
    assert (live(one), live(other)) == said


def test_parted_by_a_person_the_sources_of_one_stay_two() -> None:
    entered()
    stored = told_by_article()
    engagement = Engagement.objects.get(pk=stored.engagement)
    article = Report.objects.exclude(article=None).get()
    new = split(engagement, [article.pk], author=make_editor(), at=NOW)
    assert new != engagement
    assert {claim[2] for claim in live(new)} == {article.article_id}
    assert {claim[2] for claim in live(engagement)} == {None}
    regroup(list(Report.objects.live()), at=NOW)
    assert Report.objects.get(pk=article.pk).engagement_id == new.pk


@pytest.mark.parametrize("chosen", ["none", "all", "gone"])
def test_a_split_that_parts_nothing_is_refused_with_a_sentence(chosen: str) -> None:
    keep, _ = two()
    here = list(Report.objects.filter(engagement=keep).values_list("pk", flat=True))
    with pytest.raises(ValueError, match=r"\.$"):
        split(keep, {"none": [], "all": here, "gone": [0]}[chosen], author=make_editor(), at=NOW)
    assert LinkDecision.objects.count() == 0


def test_two_that_a_person_keeps_apart_are_proposed_no_more() -> None:
    keep, drop = two()
    one, other = Report.objects.get(engagement=keep), Report.objects.get(engagement=drop)
    LinkProposal.objects.create(one=one, other=other, bits=1.0, parts=[])
    keep_apart(one, other, author=make_editor(), at=NOW)
    assert not LinkProposal.objects.exists()
    regroup([one, other], at=NOW)
    assert not LinkProposal.objects.exists()


def test_a_correction_goes_with_what_it_corrects() -> None:
    keep, drop = entered(*MEETING), entered(*ELSEWHERE)
    decide(drop, Field.KIND, "visit", author=make_editor(), at=NOW)
    merge(keep, drop, author=make_editor(), at=NOW)
    keep.refresh_from_db()
    assert keep.kind == "visit"
    split(keep, [Report.objects.get(home=drop).pk], author=make_editor(), at=NOW)
    keep.refresh_from_db()
    drop.refresh_from_db()
    assert (keep.kind, drop.kind) == ("bilateral", "visit")
