"""Engagements on days drawn at random, known to the day, month or year, so that counts can be held against the list's."""

from datetime import date, timedelta
from random import Random

from tests.factories import make_engagement, make_person

COUNTRIES = ("AU", "CN", "IN", "JP", "RU", "US")


def scatter(number: int, seed: int = 1) -> None:
    """Make engagements of 2019 to 2026 with one to four countries, an organisation now and then, and people."""
    random = Random(seed)
    people = [make_person(f"Minister of {code}", code) for code in COUNTRIES]
    for _ in range(number):
        start = date(2019, 1, 1) + timedelta(days=random.randrange(2700))
        end = start + timedelta(days=random.choice((0, 0, 0, 1, 4, 30)))
        length = random.choice((10, 10, 10, 10, 7, 4, 0))
        parties = random.sample(COUNTRIES, random.randint(1, 4)) + (["SCO"] if random.random() < 0.2 else [])
        make_engagement(
            start=start.isoformat()[:length],
            end=end.isoformat()[: random.choice((length, length, min(length, 7)))],
            parties=parties,
            people=random.sample(people, random.randint(0, 3)),
            importance=random.randint(0, 100),
        )
