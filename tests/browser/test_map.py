"""The map narrows the page to what is pointed at, and the player moves its dates."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_journeys import chart

TWO_YEARS = "/?from=2024-01-01&to=2025-12-31"


def total(page: Page) -> int:
    return int(page.locator("#counts b").first.inner_text().replace(",", ""))


def bubble_with(page: Page, words: str) -> tuple[float, float]:
    """Return where the bubble stands whose name holds `words`."""
    name = page.locator("#map-plot .scattergeo text", has_text=words).first
    name.scroll_into_view_if_needed()
    box = page.evaluate(
        """(words) => {
          const plot = document.querySelector("#map-plot .plot-canvas");
          const items = plot.data.find(({ meta }) => meta.role === "names");
          const id = items.customdata[items.text.findIndex((text) => text.includes(words))];
          const bubbles = plot.data.find(({ meta }) => meta.role === "bubbles");
          const at = bubbles.customdata.indexOf(id);
          const node = plot.querySelectorAll(".scattergeo .point")[at].getBoundingClientRect();
          return [node.left + node.width / 2, node.top + node.height / 2];
        }""",
        words,
    )
    return box[0], box[1]


def draw_area(page: Page, plot: Locator) -> None:
    """Draw an area over the eastern middle of a map with the mouse."""
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.3 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.9 * box["width"], box["y"] + 0.7 * box["height"], steps=5)
    page.mouse.up()


def test_a_country_on_the_map_narrows_the_page_and_a_second_click_widens_it_again(page: Page) -> None:
    page.goto(TWO_YEARS)
    chart(page, "Map")
    before = total(page)
    plot = page.locator("#map-plot")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box is not None
    canada = (box["x"] + 0.2 * box["width"], box["y"] + 0.24 * box["height"])
    page.mouse.click(*canada)
    expect(page).to_have_url(re.compile("country=CA"))
    expect(page.get_by_role("link", name="Remove the filter Canada")).to_be_visible()
    expect(page.locator("#counts b").first).not_to_have_text(str(before))
    assert 0 < total(page) < before
    page.go_back()
    expect(page).not_to_have_url(re.compile("country"))
    expect(page.locator("#counts b").first).to_have_text(str(before))


def test_a_bubble_of_several_places_narrows_timeline_and_list_to_their_area(page: Page) -> None:
    page.goto(TWO_YEARS)
    places, timeline = chart(page, "Map"), chart(page, "Timeline")
    drawn = str(timeline.get_attribute("aria-label"))
    places.scroll_into_view_if_needed()
    x, y = bubble_with(page, " +")
    page.mouse.click(x, y)
    expect(page).to_have_url(re.compile("box="))
    expect(page.get_by_role("link", name=re.compile("Remove the filter .*° N"))).to_be_visible()
    expect(timeline).not_to_have_attribute("aria-label", drawn)


def test_an_area_is_drawn_and_esc_gives_up_drawing(page: Page) -> None:
    page.goto(TWO_YEARS)
    chart(page, "Map")
    before = total(page)
    plot = page.locator("#map-plot")
    button = page.get_by_role("button", name="Select an area")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    draw_area(page, plot)
    expect(page).to_have_url(re.compile("box="))
    expect(page.locator("#counts b").first).not_to_have_text(str(before))
    assert 0 < total(page) < before


def test_what_is_picked_from_a_page_without_a_filter_keeps_its_dates(page: Page) -> None:
    page.goto("/")
    chart(page, "Map")
    before = total(page)
    page.get_by_role("button", name="Select an area").click()
    draw_area(page, page.locator("#map-plot"))
    expect(page).to_have_url(re.compile("box=.*from=.*to="))
    expect(page.locator("#counts b").first).not_to_have_text(str(before))
    assert 0 < total(page) < before


def test_zooming_takes_bubbles_apart_and_keeps_the_readers_view(page: Page) -> None:
    page.goto(TWO_YEARS)
    chart(page, "Map")
    bubbles = page.locator("#map-plot .scattergeo .point")
    before = bubbles.count()
    frame = page.locator(".chart-frame.is-map")
    for _ in range(2):
        with page.expect_response(re.compile(r"map\.json.*globe=")):
            frame.get_by_role("button", name="Zoom in on the map").click()
    expect(page.locator("#map-plot")).not_to_have_class(re.compile("is-loading"))
    assert bubbles.count() > before
    with page.expect_response(lambda answer: "map.json" in answer.url and "globe" not in answer.url):
        frame.get_by_role("button", name="The whole map").click()
    expect(bubbles).to_have_count(before)


def test_the_player_moves_the_dates_and_stops(page: Page) -> None:
    page.goto("/?from=2024-01-01&to=2024-06-30")
    chart(page, "Timeline")
    chart(page, "Map")
    slider = page.get_by_role("slider", name="First day of the dates shown")
    expect(slider).to_have_attribute("aria-valuetext", "1 Jan 2024 – 30 Jun 2024")
    play = page.get_by_role("button", name="Play")
    play.click()
    expect(page).not_to_have_url(re.compile("from=2024-01-01"))
    expect(play).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(play).to_have_attribute("aria-pressed", "false")
    slider.focus()
    page.keyboard.press("Home")
    expect(page).to_have_url(re.compile("from=19"))
