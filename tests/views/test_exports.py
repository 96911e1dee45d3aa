"""The CSV of a list: the same engagements, filtered alike, in a bounded number of queries."""

import csv
import io

import pytest
from django.test import Client

from tests.factories import make_engagement

pytestmark = pytest.mark.django_db


def rows(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))  # type: ignore[attr-defined]


def test_the_filter_narrows_the_file(client: Client) -> None:
    make_engagement("Kept", kind="visit", parties=("IN", "RU"))
    make_engagement("Left out", kind="call")
    (row,) = rows(client, "/engagements.csv?kind=visit")
    assert (row["title"], row["parties"]) == ("Kept", "IN;RU")
    assert row["address"].startswith("http://testserver/engagements/")


@pytest.mark.parametrize("size", [2, 30])
def test_a_long_file_costs_no_more_queries(client: Client, size: int, django_assert_max_num_queries: object) -> None:
    for _ in range(size):
        make_engagement(parties=("IN", "RU"), topics=("cyber",))
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert len(rows(client, "/engagements.csv")) == size


def test_a_bad_filter_gets_a_sentence(client: Client) -> None:
    answer = client.get("/engagements.csv?from=soon")
    assert answer.status_code == 400
    assert "soon" in answer.content.decode()


def test_the_file_stands_by_date_however_the_list_is_sorted(client: Client) -> None:
    for title, start in (("A", "2025-01-01"), ("B", "2025-03-01"), ("C", "2025-02-01")):
        make_engagement(title, start=start)
    for order, titles in (("title", "BCA"), ("-importance", "BCA"), ("oldest", "ACB")):
        assert "".join(row["title"] for row in rows(client, f"/engagements.csv?order={order}")) == titles
