"""No pattern may take longer than its text is long: each is tried on long texts made of what it looks for."""

import importlib
import pkgutil
import random
import re
from re import _parser as parser  # type: ignore[attr-defined]
from time import process_time

import pytest

import timeline
import timeline.extraction
import timeline.readers

SHORT, LONG = 1_000, 8_000  # characters
SLOWEST = 4.0  # times the growth of the text
NOTICED = 0.02  # seconds; less is noise


def patterns():
    """Yield every compiled pattern that a module of the reading path holds."""
    found = {}
    for package in (timeline.extraction, timeline.readers):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if module.name.endswith("__main__"):
                continue
            for name, value in vars(importlib.import_module(module.name)).items():
                for number, pattern in enumerate(value if isinstance(value, tuple | list) else (value,)):
                    if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                        found[pattern] = f"{module.name.removeprefix('timeline.')}.{name}{number or ''}"
    for name in ("folding", "partial_dates", "documents"):
        for key, value in vars(importlib.import_module(f"timeline.{name}")).items():
            if isinstance(value, re.Pattern):
                found[value] = f"{name}.{key}"
    return sorted(found.items(), key=lambda item: item[1])


# What a part of a pattern looks for, by the name of its operation.
_LETTERS = {
    "LITERAL": chr,
    "NOT_LITERAL": lambda value: "x" if chr(value) != "x" else "y",
    "ANY": lambda value: "a",
    "RANGE": lambda value: chr(value[0]),
    "CATEGORY": lambda value: {"DIGIT": "1", "SPACE": " ", "WORD": "a"}.get(str(value).removeprefix("CATEGORY_"), "-"),
}


def pieces(pattern):
    """Return strings that the pattern looks for: its literals, and one of each class of characters."""
    letters = []

    def walk(items):
        if isinstance(items, tuple) and len(items) == 2 and str(items[0]) in _LETTERS:
            letters.append(_LETTERS[str(items[0])](items[1]))
        elif isinstance(items, list | tuple | parser.SubPattern):
            for each in items:
                walk(each)

    walk(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
    assert letters
    return sorted(set(letters))


def took(pattern, text):
    def once():
        begin = process_time()
        for _ in pattern.finditer(text):
            pass
        pattern.fullmatch(text)
        pattern.match(text)
        return process_time() - begin

    return min(once() for _ in range(2))


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in patterns()], ids=[name for _, name in patterns()])
def test_time_grows_no_faster_than_the_text(pattern):
    letters, chance = pieces(pattern), random.Random(repr(pattern.pattern))
    units = [
        *letters[:40],
        *("".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(25)),
        "a ",
        "A ",
        "1 ",
        "\n ",
        " ",
    ]
    for unit in units:
        tails = ("", "!", "\n")
        tail = chance.choice(tails)
        long = took(pattern, (unit * (LONG // len(unit) + 1))[:LONG] + tail)
        if long > NOTICED:
            short = took(pattern, (unit * (SHORT // len(unit) + 1))[:SHORT] + tail)
            assert long < SLOWEST * (LONG / SHORT) * max(short, NOTICED / 100), repr(unit)


def test_the_test_knows_a_bad_pattern():
    bad = re.compile(r"a*b")
    long, short = took(bad, "a" * LONG), took(bad, "a" * SHORT)
    assert long > SLOWEST * (LONG / SHORT) * max(short, NOTICED / 100)
