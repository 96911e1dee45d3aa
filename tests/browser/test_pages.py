"""Every page at desktop and phone width, light and dark: nothing blocked by the policy, nothing cut off, nothing unnamed.

The fixtures watch the console and the network: a violation, a script error or a request to another host fails the test.
axe-core looks for what would keep people with disabilities out.
"""

from collections.abc import Callable
from importlib.resources import files

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Site, settle, sign_in

# Each page that shows something, or the list whose first entry leads to it.
ADDRESSES = (
    "/", "/?country=IN&from=2025-06-01&to=2025-12-31", "/?q=zzzz", "/about/", "/engagements/", "/engagements/?kind=exercise&lanes=country",
    "/engagements/?order=-importance", "/engagements/?order=place&country=IN",
    "/series/", "/countries/", "/countries/IN/", "/countries/IN/RU/", "/organisations/", "/organisations/SCO/", "/people/", "/places/",
    "/articles/", "/calendar/", "/calendar/?country=IN&count=people", "/matrix/", "/matrix/?q=zzzz", "/compare/", "/compare/?country=IN",
    "/compare/?country=IN&country=RU&org=SCO&count=pairs", "/compare/?add=india", "/disagreements/",
    "/?asof=2025-11-14", "/engagements/?asof=2025-11-14&kind=visit", "/engagements/?asof=2025-11-01", "/calendar/?asof=2025-11-14",
    "/matrix/?asof=2025-11-14", "/compare/?country=IN&country=RU&asof=2025-11-14", "/countries/IN/?asof=2025-11-14", "/series/?asof=2025-11-14",
    "/changes/", "/changes/?from=2025-11-01&to=2025-11-02", "/same/", "/same/series/",
)  # fmt: skip
FIRST_OF = {
    "/engagements/?kind=conference": "#engagement-list a.title",
    "/engagements/?status=planned": "#engagement-list a.title",
    "/series/": "main a[href^='/series/']",
    "/people/": "main a[href^='/people/']",
    "/places/": "main a[href^='/places/']",
    "/same/venue/": "main a[href^='/same/venue/']",
    "/articles/": ".article-row a",
}
REFUSALS = {
    "/engagements/?from=June": 400,
    "/calendar/?count=votes": 400,
    "/?asof=2031-01-01": 400,
    "/changes/?from=June": 400,
    "/engagements/999999/": 404,
    "/nowhere/": 404,
    "/countries/ZZ/": 404,
    "/articles/999999/": 404,
}
VIEWS = {
    "desktop": {"viewport": {"width": 1440, "height": 1000}},
    "phone, dark": {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark", "has_touch": True, "is_mobile": True},
}
# What a person would notice: a page wider than its window, ids that are not unique, controls without a name.
FAULTS = """() => {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`${root.scrollWidth} px wide in a window of ${root.clientWidth}`);
  const ids = [...document.querySelectorAll("[id]:not(svg [id])")].map((element) => element.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length) faults.push(`ids used twice: ${[...new Set(twice)]}`);
  for (const element of document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea")) {
    if (!element.checkVisibility({visibilityProperty: true})) continue;
    const name = element.getAttribute("aria-label") || element.getAttribute("aria-labelledby") || element.title
      || element.textContent.trim() || [...(element.labels ?? [])].map((label) => label.textContent.trim()).join("") || element.value;
    if (!name) faults.push(`no name: ${element.outerHTML.slice(0, 120)}`);
  }
  for (const link of document.querySelectorAll("a[href^='#']")) {
    const id = decodeURIComponent(link.hash.slice(1));
    if (id && !document.getElementById(id)) faults.push(`leads nowhere: ${link.hash}`);
  }
  return faults;
}"""

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
BARRIERS = """() => axe.run(document, {resultTypes: ["violations"]}).then(({violations}) =>
  violations.flatMap(({id, nodes}) => nodes.map(({html, failureSummary}) => `${id}: ${html.slice(0, 160)} ${failureSummary}`)))"""


def faults(page: Page) -> list[str]:
    """Return what a person would notice on a page that has settled, with eyes or with a screen reader."""
    settle(page)
    page.evaluate(AXE)
    return [*page.evaluate(FAULTS), *page.evaluate(BARRIERS)]


@pytest.fixture(params=VIEWS.values(), ids=VIEWS)
def viewed(request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(**request.param).new_page()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_whole(viewed: Page, address: str) -> None:
    answer = viewed.goto(address)
    assert answer is not None
    assert answer.status == 200
    assert faults(viewed) == []


@pytest.mark.parametrize("address", FIRST_OF)
def test_the_first_of_a_list_is_whole(viewed: Page, address: str) -> None:
    viewed.goto(address)
    href = viewed.locator(FIRST_OF[address]).first.get_attribute("href")
    answer = viewed.goto(str(href))
    assert answer is not None
    assert answer.status == 200
    assert faults(viewed) == []


def test_the_page_of_an_identity_is_whole(viewed: Page) -> None:
    viewed.goto("/engagements/?q=Sub+Working+Group+(Land)")
    viewed.goto(str(viewed.locator("#engagement-list a.title").first.get_attribute("href")))
    viewed.get_by_role("link", name="One or several?").click()
    viewed.locator(".tellings summary").first.click()
    assert faults(viewed) == []


@pytest.mark.parametrize(("address", "status"), REFUSALS.items())
def test_a_refusal_is_whole(viewed: Page, address: str, status: int) -> None:
    answer = viewed.goto(address)
    assert answer is not None
    assert answer.status == status
    assert faults(viewed) == []


def test_an_editors_pages_are_whole(viewed: Page, site: Site) -> None:
    sign_in(viewed, site)
    for address in ("/", "/articles/add/"):
        viewed.goto(address)
        assert faults(viewed) == [], address
    viewed.goto("/articles/")
    viewed.locator(".article-row a").first.click()
    viewed.get_by_role("link", name="Withdraw", exact=True).first.click()
    assert faults(viewed) == []


def test_a_page_prints_its_facts(page: Page) -> None:
    page.goto("/engagements/?kind=conference")
    page.locator(FIRST_OF["/engagements/?kind=conference"]).first.click()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("#facts")).to_be_visible()
    expect(page.get_by_role("link", name="Cite this")).to_be_hidden()
