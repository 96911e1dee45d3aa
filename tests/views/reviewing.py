"""What the tests of the review pages share: sending the form as a browser would."""

import re
from typing import Any

from django.test import Client

from timeline.models import Article


def address(article: Article) -> str:
    return f"/review/{article.pk}/"


def fields_of(html: str) -> dict[str, str]:
    """Return what a browser would send of the page's form as it stands."""
    form = html[html.index("data-review") : html.index("</form></div>")]
    sent: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf' {key}="([^"]*)"', tag) for key in ("name", "value"))
        kind = re.search(r'type="(\w+)"', tag)
        if name and (kind is None or kind[1] not in ("radio", "checkbox") or " checked" in tag):
            sent[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def send(client: Client, article: Article, step: str = "accept", opened: str = "", **changes: str) -> Any:
    html = opened or client.get(address(article)).content.decode()
    said = {name.replace("__", "-").removeprefix("f"): value for name, value in changes.items()}
    return client.post(address(article), {**fields_of(html), **said, "step": step})


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())
