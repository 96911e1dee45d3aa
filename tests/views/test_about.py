"""The About page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from timeline.models import KindCode
from timeline.vocabulary import TOPICS, Field, Kind, Status

pytestmark = pytest.mark.django_db


def text_of(client: Client) -> str:
    response = client.get("/about/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def cell(page: str, label: str) -> str:
    """Return the number beside a row's label."""
    row = page[page.index(label) :]
    return row[row.index('<td class="n">') + len('<td class="n">') : row.index("</td>")]


def test_it_counts_what_is_missing(client: Client) -> None:
    place = make.make_place()
    make.make_engagement(place=place, parties=("IN", "RU"))
    make.make_engagement(start="2025-06", parties=("IN", "RU"))
    make.make_engagement(start="", parties=("IN",))
    make.make_engagement(start="2025-10-01", status=Status.PLANNED, parties=("IN", "RU"), place=place)
    make.make_engagement(start="2025", withdrawn_at=make.NOW)
    page = text_of(client)
    assert "out of 4 engagements" in page
    assert cell(page, "First day not stated") == "2"
    assert cell(page, "Town not stated") == "2"
    assert cell(page, "Fewer than two parties named") == "1"
    assert cell(page, "no source says it took place") == "1"


def test_it_counts_claims_by_origin_and_sources_by_engagement(client: Client) -> None:
    one, other = make.make_engagement(), make.make_engagement()
    article = make.make_article("They met in Qingdao.", source="ANI")
    make.make_quote(one, Field.TOPIC, "cyber", "met", article=article)
    make.make_quote(one, Field.TOPIC, "space", "Qingdao", article=article)
    make.make_compiled(one, Field.KIND, "bilateral")
    make.make_compiled(other, Field.KIND, "bilateral")
    make.make_decision(one, Field.STATUS, "held")
    page = text_of(client)
    assert cell(page, "Extracted from 1 article") == "2"
    assert cell(page, "Compiled from reports") == "2"
    assert cell(page, "Entered by a person") == "1"
    sources = page[page.index('id="sources"') :]
    assert sources.index("Press Information Bureau") < sources.index("ANI")
    assert "1 article read" in sources


def test_years_are_added_up_from_the_months_kept(client: Client) -> None:
    for start, count in (("2025-01", 3), ("2025-12-24", 2), ("2024", 1), ("", 1)):
        for _ in range(count):
            make.make_engagement(start=start)
    page = text_of(client)
    assert cell(page, '<th scope="row">2025</th>') == "5"
    assert cell(page, '<th scope="row">2024</th>') == "1"


def test_the_codebook_names_every_kind_and_topic_with_its_codes(client: Client) -> None:
    KindCode.objects.create(kind=Kind.VISIT, plover="CONSULT", cameo="042", is_inferred=True)
    page = text_of(client)
    for kind in Kind:
        assert f">{kind.label}</span></th>" in page or f"{kind.label}</span>" in page
    assert "CONSULT<abbr" in page
    assert all(topic.replace("&", "&amp;") in page for topic in TOPICS)


def test_credits_and_the_note_on_boundaries(client: Client) -> None:
    page = text_of(client)
    for words in ("GeoNames", "CC BY 4.0", "United Nations geodata", "SIL Open Font Licence", "state no view on any border"):
        assert words in page


def test_queries_do_not_grow_with_the_record(client: Client) -> None:
    make.make_compiled(make.make_engagement(), Field.KIND, "bilateral")
    with CaptureQueriesContext(connection) as first:
        text_of(client)
    for number in range(10):
        claim = make.make_compiled(make.make_engagement(), Field.KIND, "visit", source=make.make_source(f"Outlet {number}"))
        make.make_quote(claim.engagement, Field.TOPIC, "cyber", "met", article=make.make_article(source=f"Paper {number}"))
    with CaptureQueriesContext(connection) as second:
        text_of(client)
    assert len(second) == len(first)
