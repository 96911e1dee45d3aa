"""Finds what an engagement dealt with, by cue phrases per topic."""

from collections.abc import Iterator

from timeline.extraction.text import Reading


def find_topics(reading: Reading, first: int, last: int) -> Iterator[tuple[str, int, int]]:
    """Yield (topic, first token, token after) for the first cue of each topic between two tokens."""
    seen: set[str] = set()
    for begin, end, rows in reading.list("topic_cue").all(first, last):
        for row in rows:
            if row.value not in seen:
                seen.add(row.value)
                yield row.value, begin, end
