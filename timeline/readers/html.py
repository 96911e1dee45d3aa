"""Web pages: the article's own text without navigation, and what the page says about itself."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from htmldate import find_date
from lxml import html as lxml_html

from timeline.documents import Document
from timeline.readers.body import article_text
from timeline.readers.errors import ReadError
from timeline.readers.plain import day

_ARTICLE_TYPES = {"Article", "NewsArticle", "ReportageNewsArticle", "PressRelease", "BlogPosting", "Report", "WebPage"}
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published", "publish-date",
    "publication_date", "publishdate", "pubdate", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "dcterms.date", "date",
)  # fmt: skip
_REVISED = ("updat", "modif", "revis", "edited")


def read_html(text: str) -> Document:
    """Read a web page; raise ReadError when no article is found in it. What the page does not say is left empty."""
    try:
        # The text is decoded already, whatever encoding the page declares of itself.
        tree = lxml_html.fromstring(text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (ValueError, lxml_html.etree.LxmlError) as error:
        raise ReadError("it is no web page.") from error
    meta = dict(_meta(tree))
    story = _story(tree)
    title = _word(story.get("headline")) or meta.get("og:title", "") or _first(tree, "//h1") or _first(tree, "//title")
    published, warnings = _published(tree, story, meta)
    body = article_text(tree, {title, meta.get("og:title", ""), _first(tree, "//h1")})
    if not body:
        raise ReadError("no article text was found in the page.")
    url = _word(story.get("url")) or meta.get("canonical", "") or meta.get("og:url", "")
    return Document(
        text=body,
        title=title[:500],
        url=url if urlsplit(url).scheme in ("http", "https") else "",
        outlet=_word(_inner(story.get("publisher"), "name")) or meta.get("og:site_name", ""),
        published=published,
        warnings=(*warnings, *(("The page names no title.",) if not title else ())),
    )


def _published(tree: Any, story: dict[str, Any], meta: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    stated = [_word(story.get("datePublished")), *(meta.get(name, "") for name in _PUBLISHED), *_marked_days(tree)]
    for each in filter(None, stated):
        found, warnings = day(each)
        if found:
            return found, warnings
    # Only dates that the page marks up: a date that merely stands in its words may be any date.
    guessed = find_date(tree, extensive_search=False, original_date=True)
    return day(guessed) if guessed else ("", ("The page states no published date.",))


def _marked_days(tree: Any) -> Iterator[str]:
    """Yield the days that the page's elements mark as published, then those at the article's head; updates left out."""
    for element in tree.xpath("//*[@itemprop='datePublished']"):
        yield element.get("content") or element.get("datetime") or element.text_content()
    for element in tree.xpath("//time[not(ancestor::nav or ancestor::aside or ancestor::footer)]"):
        marks = " ".join(filter(None, (element.get("class"), element.get("itemprop"), element.getparent().get("class")))).lower()
        before = (element.getprevious().tail if element.getprevious() is not None else element.getparent().text) or ""
        if not any(word in f"{marks} {before.lower()}" for word in _REVISED):
            yield element.get("datetime") or element.text_content()


def _meta(tree: Any) -> Iterator[tuple[str, str]]:
    for tag in tree.iterfind(".//meta"):
        name, content = tag.get("property") or tag.get("name") or tag.get("itemprop"), tag.get("content")
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
