import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.charts.shades import STEPS, Shades


@pytest.mark.parametrize(
    ("counts", "key"),
    [
        ([], ()),
        ([0, 0], ()),
        ([4, 0, 4], ((3, "4"),)),
        ([1, 2], ((2, "1"), (4, "2"))),
        ([1, 2, 9], ((1, "1"), (3, "2–8"), (5, "9"))),
        (range(1, 26), ((1, "1"), (2, "2–3"), (3, "4–8"), (4, "9–15"), (5, "16–25"))),
    ],
)
def test_a_key_says_what_each_shade_stands_for(counts: list[int], key: tuple[tuple[int, str], ...]) -> None:
    assert Shades.of(counts).key() == key


def test_an_outlier_leaves_the_others_their_shades() -> None:
    usual = list(range(1, 26)) * 8
    assert Shades.of([*usual, 5000]).floors == Shades.of(usual).floors


def test_nothing_has_no_shade() -> None:
    assert Shades.of([]).step(3) == 0
    assert Shades.of([1, 2, 3]).step(0) == 0


@given(st.lists(st.integers(min_value=0, max_value=10**6), max_size=60))
def test_shades_rise_with_the_counts_and_every_count_has_one(counts: list[int]) -> None:
    shades = Shades.of(counts)
    steps = [shades.step(count) for count in sorted(counts)]
    assert steps == sorted(steps)
    assert all((step > 0) is (count > 0) for step, count in zip(steps, sorted(counts), strict=True))
    assert all(0 <= step <= STEPS for step in steps)
    assert list(shades.floors) == sorted(set(shades.floors))
