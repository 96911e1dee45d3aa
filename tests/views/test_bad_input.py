"""Whatever stands in the address, a page or a chart answers with itself or with a sentence that says what is wrong."""

import json
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_engagement, make_place
from timeline.models import Engagement

pytestmark = pytest.mark.django_db
PATHS = ("/", "/engagements/", "/engagements/timeline.json", "/engagements/map.json")
KEYS = (
    "from",
    "to",
    "country",
    "org",
    "person",
    "place",
    "kind",
    "series",
    "topic",
    "status",
    "q",
    "lanes",
    "width",
    "at",
    "after",
    "before",
    "order",
    "asof",
    "selected",
)
ODD = (
    "", "0", "-1", "1", "99999999999999999999", "9" * 400, "2025", "2025-02-30", "0001-01-01", "9999", "9990-12-31", "1000", "IN",
    "IN-RU", "IN-", "-", "in-ru-cn", "SCO", "visit", "held", "pair", "organisation", "country", "<script>alert(1)</script>", "' OR 1=1 --",
    '"', "%", "*", "a*", "NEAR(", "\x00", "\ud7ff", "²", "١٢", "😀", "a & b | !c", ":*", "(", ".1", "739000.1", "0.0", "newest", "title", "-title",
    "-place", "importance", "-sources", ".talks.1", "1.50.2", ".visit.9", "1.\x00.2", "-importance ", "null", "nan",
)  # fmt: skip
QUERIES = st.lists(st.tuples(st.sampled_from(KEYS), st.one_of(st.sampled_from(ODD), st.text(max_size=12))), max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PATHS), QUERIES)
def test_no_address_breaks_a_page(client: Client, path: str, query: list[tuple[str, str]]) -> None:
    if not Engagement.objects.exists():
        for start in ("", "2024", "2025-06", "2025-06-25"):
            make_engagement(start=start, parties=["IN", "RU", "SCO"], place=make_place(), search_text="talks a b c")
    asked = urlencode([(key, value.encode("utf-8", "replace")) for key, value in query])
    answer = client.get(f"{path}?{asked}")
    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        said = json.loads(answer.content)["problems"] if path.endswith("json") else [answer.content.decode()]
        assert said
        assert all(sentence.rstrip() for sentence in said)
    if not path.endswith("json"):  # JSON is sent as such, and no browser takes it for a page
        assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("window", ["from=1000&to=9990", "from=9990", "to=1000", "from=2025-06-25&to=2025-06-25"])
def test_the_widest_and_narrowest_windows_are_drawn(client: Client, path: str, window: str) -> None:
    make_engagement(start="2025-06-25")
    assert client.get(f"{path}?{window}").status_code == 200
