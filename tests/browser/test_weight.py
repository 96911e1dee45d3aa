"""How much JavaScript a reader loads, as compressed for the way: all of a chart page's, and all of a page's without charts."""

import gzip

import pytest
from playwright.sync_api import Page, Response

from tests.browser.conftest import settle

CHARTS, PLAIN = 560_000, 40_000  # bytes


@pytest.mark.parametrize(
    ("address", "most"), [("/", CHARTS), ("/engagements/", CHARTS), ("/about/", PLAIN), ("/articles/", PLAIN)]
)
def test_scripts_stay_light(page: Page, address: str, most: int) -> None:
    loaded: list[Response] = []
    page.on("response", lambda response: response.request.resource_type == "script" and loaded.append(response))
    page.goto(address)
    settle(page)
    sizes = {response.url.rpartition("/")[2]: len(gzip.compress(response.body())) for response in loaded}
    assert sizes, "no script was seen"
    assert sum(sizes.values()) <= most, sizes
    assert ("plotly" in " ".join(sizes)) is (most == CHARTS), sizes
