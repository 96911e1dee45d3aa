"""What stands around every page."""

import re

import pytest
from django.test import Client

from tests import factories as make
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


@pytest.mark.parametrize(
    ("address", "section"), [("/series/", "Series"), ("/countries/", "Countries"), ("/people/", "People"), ("/places/", "Places")]
)
def test_the_current_section_is_marked(client: Client, address: str, section: str) -> None:
    page = text_of(client, address)
    masthead = page[: page.index("</header>")]
    assert re.findall(r'aria-current="page">([^<]+)', masthead) == [section]


def test_no_section_is_current_on_the_about_page(client: Client) -> None:
    page = text_of(client, "/about/")
    assert "aria-current" not in page[: page.index("</header>")]


def test_the_record_is_dated_by_its_newest_claim(client: Client) -> None:
    assert "Record of" not in text_of(client, "/about/")
    make.make_compiled(make.make_engagement(), Field.KIND, "visit")
    assert "14 November 2025, 09:00</time>" in text_of(client, "/about/") or "14 November 2025, 09:00 UTC" in text_of(
        client, "/about/"
    )


def test_editors_find_the_admin_and_others_the_door(client: Client) -> None:
    assert "Sign in</a>" in text_of(client, "/about/")
    assert ">Admin</a>" not in text_of(client, "/about/")
    client.force_login(make.make_editor())
    page = text_of(client, "/about/")
    assert ">Admin</a>" in page
    assert "Sign out</button>" in page


def test_landmarks_and_the_way_to_the_content(client: Client) -> None:
    page = text_of(client, "/about/")
    assert page.index('href="#main">Skip to content') < page.index("<header")
    assert page.count("<main") == page.count("</main>") == 1
    assert page.count("<h1") == 1
