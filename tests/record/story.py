"""A record to which things happen, whatever they are: what property tests of the record and of what is kept of it share."""

from typing import Any

from hypothesis import strategies as st

from tests.factories import NOW, make_article, make_editor, make_quote
from timeline.models import Engagement, Topic
from timeline.record import (
    NameBook,
    NewClaim,
    batch,
    choose,
    choose_all,
    decide,
    deny,
    merge,
    new_engagement,
    record_claims,
    restore_article,
    restore_engagement,
    withdraw_article,
    withdraw_engagement,
)
from timeline.vocabulary import Field, Origin

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["add", "import", "article", "date", "undate", "kind", "party", "place", "within", "withdraw", "restore", "merge"]
            + ["withdraw_article", "restore_article", "person", "topic", "title"]
        ),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=12,
)


class Story:
    """A record to which things happen."""

    def __init__(self) -> None:
        self.editor, self.names, self.mine, self.articles = make_editor(), NameBook(), [], []
        for name in ("cyber", "space", "missiles"):
            Topic.objects.get_or_create(name=name)
        self.add(NOW)

    def add(self, at: Any) -> None:
        engagement = new_engagement(at=at)
        said = [(Field.KIND, "visit"), (Field.START, "2025-06-25"), (Field.PARTY, {"code": "IN", "role": "host"})]
        record_claims(engagement, [self._claim(field, value) for field, value in said], at=at)
        choose(engagement, at=at)
        self.mine.append(engagement.pk)

    def _claim(self, field: Field, value: object) -> NewClaim:
        return NewClaim(field=field, value=value, origin=Origin.MANUAL, author=self.editor)

    def do(self, step: str, one: int, other: int, at: Any) -> None:
        engagement = Engagement.objects.get(pk=self.mine[one % len(self.mine)])
        second = Engagement.objects.get(pk=self.mine[other % len(self.mine)])
        getattr(self, f"_{step}")(engagement, second, other, at)

    def _add(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        self.add(at)

    def _import(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        with batch():
            for one in (engagement, second):
                record_claims(one, [self._claim(Field.START, f"2024-0{other + 1}")], at=at)
            self.add(at)
            choose_all([engagement.pk, second.pk], at=at)

    def _article(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        article = make_article(f"They met in Oslo in 202{other}.")
        told = new_engagement(at=at)
        make_quote(told, Field.START, f"202{other}", f"202{other}", article=article)
        choose(told, at=at)
        self.mine.append(told.pk)
        self.articles.append(article)

    def _decide(self, engagement: Engagement, field: Field, value: object, at: Any) -> None:
        decide(engagement, field, value, author=self.editor, at=at)

    def _date(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        self._decide(engagement, Field.START, f"2025-0{other + 1}", at)

    def _undate(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        deny(engagement, Field.START, engagement.start or "2025-06-25", author=self.editor, at=at)

    def _kind(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        self._decide(engagement, Field.KIND, ("visit", "call", "summit")[other % 3], at)

    def _party(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        self._decide(
            engagement, Field.PARTY, {"code": ("IN", "RU", "CN")[other % 3], "role": ("participant", "observer")[other // 3]}, at
        )

    def _person(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        name = ("Rajnath Singh", "Andrey Belousov", "Dong Jun")[other % 3]
        self._decide(engagement, Field.PERSON, {"name": name, "role": "Minister", "party": "IN"}, at)

    def _topic(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        self._decide(engagement, Field.TOPIC, ("cyber", "space", "missiles")[other % 3], at)

    def _title(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        self._decide(engagement, Field.TITLE, f"Talks {('one', 'two', 'three', 'four', 'five', 'six')[other]}", at)

    def _place(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        self._decide(engagement, Field.PLACE, {"name": f"Town {other}", "country": "IN"}, at)

    def _within(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        if engagement != second:
            self._decide(engagement, Field.WITHIN, second.pk, at)

    def _withdraw(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        withdraw_engagement(engagement, reason="", at=at)

    def _restore(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        if not engagement.merged_into_id:
            restore_engagement(engagement, at=at)

    def _merge(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        if engagement != second and not engagement.merged_into_id and not second.merged_into_id:
            merge(engagement, second, at=at)

    def _withdraw_article(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        for article in self.articles[:1]:
            withdraw_article(article, reason="", at=at)

    def _restore_article(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        for article in self.articles[:1]:
            restore_article(article, at=at)
