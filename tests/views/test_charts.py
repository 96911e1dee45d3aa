"""What a figure's address reads from its request."""

import pytest
from django.test import RequestFactory

from timeline.views.charts import chart_width


@pytest.mark.parametrize(
    ("query", "width"),
    [("", 1376), ("?width=420", 420), ("?width=20", 280), ("?width=99999", 2400), ("?width=wide", 1376), ("?width=", 1376)],
)
def test_chart_width(query: str, width: int) -> None:
    assert chart_width(RequestFactory().get(f"/engagements/map.json{query}")) == width
