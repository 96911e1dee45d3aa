import pytest

from timeline.extraction.ordinals import ordinal, roman


@pytest.mark.parametrize(
    ("words", "number"),
    [(["4th"], 4), (["fourth"], 4), (["twenty", "-", "second"], 22), (["85th"], 85), (["inaugural"], 1), (["four"], None)],
)
def test_ordinal(words, number):
    found = ordinal(words, 0)
    assert (found[0] if found else None) == number


@pytest.mark.parametrize(
    ("word", "number"), [("V", 5), ("XVIII", 18), ("XLVIII", 48), ("IV", 4), ("LIX", 59), ("A", None), ("VX", None)]
)
def test_roman(word, number):
    assert roman(word) == number
