"""Columns of engagements: packed, joined, cut and put in order without losing anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.summaries import columns
from timeline.summaries.columns import Columns, Entry
from timeline.vocabulary import Kind, Status

Said = tuple[object, ...]
DAYS = st.one_of(st.none(), st.integers(1, 3_652_059))
ENTRIES = st.lists(
    st.builds(
        Entry,
        id=st.integers(1, 2**40),
        earliest=DAYS,
        latest=st.none(),
        importance=st.integers(0, 100),
        kind=st.sampled_from([kind.value for kind in Kind]),
        status=st.sampled_from([status.value for status in Status]),
        start=st.sampled_from(["", "2025", "2025-06", "2025-06-25"]),
        place=st.one_of(st.none(), st.integers(1, 2**31 - 1)),
        host=st.one_of(st.none(), st.sampled_from(["AD", "IN", "ZW", "XK"])),
        series=st.one_of(st.none(), st.integers(1, 2**31 - 1)),
        sources=st.integers(0, 2**17),
        countries=st.lists(st.sampled_from(["AD", "IN", "ZW"]), unique=True),
        organisations=st.lists(st.integers(1, 9), unique=True),
        topics=st.lists(st.integers(1, 40), unique=True),
    ),
    max_size=12,
    unique_by=lambda entry: entry.id,
)


def said(held: Columns) -> list[Said]:
    """Return what columns say, engagement by engagement."""
    flat = ("id", "earliest", "latest", "place", "series", "host", "sources", "importance", "kind", "status", "known")
    lists = [(one.values.tolist(), one.starts.tolist()) for one in (held.country, held.organisation, held.topic)]
    rows = zip(*(getattr(held, name).tolist() for name in flat), strict=True)
    return [(*row, *(tuple(values[starts[at] : starts[at + 1]]) for values, starts in lists)) for at, row in enumerate(rows)]


@given(ENTRIES)
def test_what_is_packed_is_unpacked(entries: list[Entry]) -> None:
    held = columns.of_entries(entries)
    assert said(columns.unpack(columns.pack(held))) == said(held)
    assert held.id.tolist() == [entry.id for entry in sorted(entries, key=lambda entry: (entry.earliest or 0, entry.id))]


@given(ENTRIES, st.integers(0, 12), st.data())
def test_cutting_joining_and_ordering_lose_nothing(entries: list[Entry], cut: int, data: st.DataObject) -> None:
    held = columns.of_entries(entries)
    cut = min(cut, len(held))
    first, rest = columns.stretch(held, 0, cut), columns.stretch(held, cut, len(held))
    assert said(first) + said(rest) == said(held)
    assert said(columns.in_order(columns.join([rest, first]))) == said(held)
    gone = data.draw(st.sets(st.sampled_from([entry.id for entry in entries]))) if entries else set()
    assert said(columns.without(held, gone)) == [row for row in said(held) if row[0] not in gone]


@pytest.mark.parametrize("code", ["AA", "IN", "XK", "ZZ"])
def test_a_country_has_a_number_and_back(code: str) -> None:
    assert columns.country_code(columns.country_number(code)) == code
    assert 0 < columns.country_number(code) <= 1296
    assert columns.country_number(None) == 0
