"""Web pages: the article's own text without navigation, and what the page says about itself."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from htmldate import find_date
from lxml import html as lxml_html
from trafilatura import extract

from timeline.documents import Document
from timeline.readers.errors import ReadError
from timeline.readers.plain import day

_ARTICLE_TYPES = {"Article", "NewsArticle", "ReportageNewsArticle", "PressRelease", "BlogPosting", "Report", "WebPage"}


def read_html(text: str) -> Document:
    """Read a web page; raise ReadError when no article is found in it. What the page does not say is left empty."""
    try:
        # The text is decoded already, whatever encoding the page declares of itself.
        tree = lxml_html.fromstring(text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (ValueError, lxml_html.etree.LxmlError) as error:
        raise ReadError("it is no web page.") from error
    body = extract(text, include_comments=False, include_tables=False, favor_recall=True)
    if not body or not body.strip():
        raise ReadError("no article text was found in the page.")
    meta = dict(_meta(tree))
    story = _story(tree)
    title = _word(story.get("headline")) or meta.get("og:title", "") or _first(tree, "//h1") or _first(tree, "//title")
    published, warnings = _published(tree, story, meta)
    headings = {title, meta.get("og:title", ""), _first(tree, "//h1")}
    url = _word(story.get("url")) or meta.get("canonical", "") or meta.get("og:url", "")
    return Document(
        text="\n\n".join(line.strip() for line in body.split("\n") if line.strip() and line.strip() not in headings),
        title=title[:500],
        url=url if urlsplit(url).scheme in ("http", "https") else "",
        outlet=_word(_inner(story.get("publisher"), "name")) or meta.get("og:site_name", ""),
        published=published,
        warnings=(*warnings, *(("The page names no title.",) if not title else ())),
    )


def _published(tree: Any, story: dict[str, Any], meta: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    stated = _word(story.get("datePublished")) or meta.get("article:published_time", "")
    if stated:
        return day(stated)
    # Only dates that the page marks up: a date that merely stands in its words may be any date.
    found = find_date(tree, extensive_search=False, original_date=True)
    if not found:
        return "", ("The page states no published date.",)
    return day(found)


def _meta(tree: Any) -> Iterator[tuple[str, str]]:
    for tag in tree.iterfind(".//meta"):
        name, content = tag.get("property") or tag.get("name"), tag.get("content")
        if name and content:
            yield name.strip().lower(), content.strip()
    for tag in tree.iterfind(".//link"):
        if "canonical" in (tag.get("rel") or "").split() and tag.get("href"):
            yield "canonical", tag.get("href").strip()


def _story(tree: Any) -> dict[str, Any]:
    """Return the page's JSON-LD description of the article, empty when there is none that can be read."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            kinds = item.get("@type")
            if _ARTICLE_TYPES & set(kinds if isinstance(kinds, list) else [kinds] if isinstance(kinds, str) else []):
                return item
    return {}


def _items(data: Any) -> Iterator[dict[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else ()


def _inner(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else value


def _word(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _first(tree: Any, path: str) -> str:
    found = tree.xpath(path)
    return " ".join(found[0].text_content().split()) if found else ""
