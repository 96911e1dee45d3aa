"""The article's paragraphs out of a page: what belongs to the page and not to the article is left out."""

import pytest
from lxml import html

from timeline.readers.body import article_text

FIRST = "The defence ministers of the two countries met in the capital on Monday and went over the plan of work for next year."
LAST = "They agreed to meet again in the spring, when the host will be the other side, and to send experts before that."
PAGE = (
    "<html><body><main><h1>Ministers meet</h1>{before}<p>"
    + FIRST
    + "</p>{between}<p>"
    + LAST
    + "</p>{after}</main></body></html>"
)


def read(before: str = "", between: str = "", after: str = "") -> list[str]:
    page = PAGE.format(before=before, between=between, after=after)
    return article_text(html.fromstring(page), {"Ministers meet"}).split("\n\n")


@pytest.mark.parametrize(
    "noise",
    [
        "<p>By Jane Doe</p>",
        "<p>Published 3 May 2024 | 11:24</p>",
        "<p>Last update: 5.52 pm</p>",
        "<p>Also read: Ministers of other countries met in Oslo</p>",
        "<p>Read more about the meeting of the chiefs in Rome.</p>",
        "<p>Photo: the ministers at the door</p>",
        "<p>© 2024 The Wire</p>",
        "<figure><img src='a.jpg'><figcaption>The chiefs of staff met in Paris in 2019.</figcaption></figure>",
        "<aside><p>The chiefs of staff met in Paris in 2019 and they will meet again in 2021 in Rome.</p></aside>",
        "<p><em>Earlier:</em> <a href='/x'>Chiefs of staff of the two countries met in Paris</a></p>",
    ],
)
def test_what_is_not_the_articles_own_is_left_out(noise):
    assert read(before=noise) == read(between=noise) == read(after=noise) == [FIRST, LAST]


def test_a_heading_inside_and_a_link_in_a_sentence_stay():
    inside = "<h2>What comes next</h2><p>A <a href='/d'>declaration</a> was signed by the heads of both delegations.</p>"
    assert read(between=inside) == [FIRST, "What comes next", "A declaration was signed by the heads of both delegations.", LAST]


@pytest.mark.parametrize(
    "line", ["Published figures differ.", "Related talks were held in Oslo.", "Photographers were let in at noon."]
)
def test_a_short_sentence_of_the_article_stays(line):
    assert read(between=f"<p>{line}</p>") == [FIRST, line, LAST]
