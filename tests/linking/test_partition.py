"""The partition of the corpus's records, and what holds of any partition."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linking.corpus import gold_pairs, reports
from timeline.linking.comparing import compare
from timeline.linking.partition import Decisions, candidates, pair, pairs_of, partition
from timeline.linking.reports import Named, Report

TALKS = Report(
    key="a/0", article="a", kind="bilateral", start="2025-06-25", end="2025-06-25", published="2025-06-26", place="qingdao, CN",
    country="CN", parties=frozenset({"IN", "RU"}), people=(Named("Rajnath Singh", "IN"), Named("Andrey Belousov", "RU")),
)  # fmt: skip


def other(key: str = "b/0", **fields: object) -> Report:
    return replace(TALKS, key=key, article=key.split("/")[0], **fields)


def test_the_given_sixty_articles() -> None:
    found, uids = reports(("d1", "d2"))
    gold, got = gold_pairs(uids), pairs_of(partition(found).groups)
    assert len(gold & got) >= 0.9 * len(gold)
    assert len(got - gold) <= 1, sorted(got - gold)


def test_the_whole_corpus() -> None:
    found, uids = reports()
    gold, got = gold_pairs(uids), pairs_of(partition(found).groups)
    assert len(gold & got) >= 0.9 * len(gold)
    assert len(got - gold) <= 2, sorted(got - gold)


def test_few_pairs_are_compared() -> None:
    found, _ = reports()
    assert len(candidates(found)) < 6 * len(found)


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(30)))
def test_the_order_of_the_reports_never_matters(order: list[int]) -> None:
    found = reports(("d1",))[0][:30]
    assert partition([found[at] for at in order]) == partition(found)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_order_of_two_reports_never_matters(data: st.DataObject) -> None:
    found = reports(("d2",))[0]
    one, two = data.draw(st.sampled_from(found)), data.draw(st.sampled_from(found))
    assert compare(one, two) == compare(two, one)


def test_another_edition_and_days_apart_forbid_whatever_else_agrees() -> None:
    assert "Editions 4 and 5" in compare(replace(TALKS, edition=4), other(edition=5)).forbids
    assert compare(TALKS, other(start="2025-06-27", end="2025-06-27")).forbids
    assert compare(TALKS, replace(TALKS, key="a/1")).forbids
    assert not compare(TALKS, other(start="2025-06", end="2025-06")).forbids


def test_two_that_match_a_third_stay_apart_when_something_forbids_it() -> None:
    vague = other("v/0", start="2025-06", end="2025-06")
    later = other("c/0", start="2025-06-28", end="2025-06-28")
    groups = partition([TALKS, vague, later]).groups
    assert len(groups) == 2
    assert partition([later, vague, TALKS]).groups == groups


def test_people_decide() -> None:
    apart = Decisions(different=frozenset({pair("a/0", "b/0")}))
    assert len(partition([TALKS, other()]).groups) == 1
    assert len(partition([TALKS, other()], apart).groups) == 2
    assert partition([TALKS, other()], apart).proposals == ()
    far = other(start="2025-08-01", end="2025-08-01")
    together = Decisions(same=frozenset({pair("a/0", "b/0")}))
    assert len(partition([TALKS, far]).groups) == 2
    assert len(partition([TALKS, far], together).groups) == 1


def test_what_is_likely_is_proposed_with_its_evidence() -> None:
    likely = other(people=(), place="", country="", start="2025-06", end="2025-06")
    found = partition([TALKS, likely])
    assert len(found.groups) == 2
    assert [(each.one, each.other) for each in found.proposals] == [("a/0", "b/0")]
    evidence = found.proposals[0].evidence
    assert {part.field for part in evidence.parts} >= {"kind", "dates", "parties", "particulars"}


def test_what_is_of_two_kinds_is_proposed_and_not_joined() -> None:
    visit = other(kind="visit")
    found = partition([TALKS, visit])
    assert len(found.groups) == 2
    assert [(proposal.one, proposal.other) for proposal in found.proposals] == [(TALKS.key, visit.key)]


def test_what_one_article_tells_apart_is_not_proposed() -> None:
    visit, theirs = other(kind="visit"), other("b/1")
    found = partition([TALKS, visit, theirs])
    assert frozenset({TALKS.key, theirs.key}) in found.groups
    assert not found.proposals


def test_formats_one_within_the_other_are_one_session_with_somebody_or_a_number_in_common() -> None:
    commission = replace(TALKS, people=(), series="commission", formats=frozenset({"commission"}))
    group = replace(commission, key="b/0", article="b", series="group", formats=frozenset({"group", "commission"}))
    assert not compare(commission, group).is_match
    assert compare(replace(commission, edition=4), replace(group, edition=4)).is_match
    assert compare(replace(commission, people=TALKS.people), replace(group, people=TALKS.people)).is_match


def test_a_full_name_on_the_other_side_is_the_same_person_misread() -> None:
    swapped = other(people=(Named("Rajnath Singh", "RU"),))
    assert compare(TALKS, swapped).bits > compare(TALKS, other(people=(Named("Ajit Doval", "RU"),))).bits
    assert "a person in common" in [part.words for part in compare(TALKS, swapped).parts]


def test_reports_of_one_town_and_day_meet_whoever_took_part() -> None:
    assert candidates([TALKS, other(parties=frozenset({"OM", "IR"}), people=())])
    assert not candidates([TALKS, other(parties=frozenset({"OM", "IR"}), people=(), place="delhi, IN")])
    assert not candidates([TALKS, other(parties=frozenset({"OM"}), people=(), start="2025-06-28", end="2025-06-28")])


def test_a_body_meets_each_of_many_countries() -> None:
    many = frozenset({"AE", "BH", "GCC", "KW", "OM", "QA", "SA", "US"})
    group = other(kind="working_group", place="", people=(), parties=many)
    assert candidates(
        [replace(group, key="a/0", article="a", start="2025-06", end="2025-06", parties=frozenset({"GCC", "US"})), group]
    )
