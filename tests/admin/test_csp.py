"""Every page of the admin keeps to the strict Content-Security-Policy: no inline script, style or handler anywhere."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests import factories as make
from tests.admin.test_engagements import recorded
from timeline.models import Country, Engagement, Place, Topic
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db

INLINE = {
    "a style element": re.compile(r"<style[\s>]", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*type=.application/json)", re.IGNORECASE),
    "a script address": re.compile(r"""=\s*["']?javascript:""", re.IGNORECASE),
}


def violations(page: str) -> list[str]:
    return [what for what, pattern in INLINE.items() if pattern.search(page)]


@pytest.mark.parametrize(
    "page",
    ["<p style='x'>", '<a onclick="x">', "<style>x</style>", "<script>x</script>", '<a href="javascript:x">', "<STYLE >"],
)
def test_the_check_sees_what_it_looks_for(page: str) -> None:
    assert violations(page)


@pytest.mark.parametrize(
    "page", ['<script src="/x.js"></script>', '<script type="application/json">{}</script>', "<p>style=</p>"]
)
def test_the_check_lets_pass_what_the_policy_lets_pass(page: str) -> None:
    assert not violations(page)


def populate() -> Engagement:
    engagement = recorded()
    article = make.make_article()
    make.make_quote(engagement, Field.START, "2025-06-26", "Thursday", article=article)
    place = make.make_place()
    make.make_venue("Hall", place)
    make.make_post(make.make_person())
    make.make_membership(make.make_organisation(), "IN")
    make.make_series(parties=["IN"])
    Topic.objects.create(name="Arctic")
    for row in (Country.objects.get(code="IN"), place):
        row.save()  # a second entry in its history
    return engagement


def addresses() -> Iterator[str]:
    """Yield the address of every page of the admin: lists, forms, histories, deletions, imports, exports."""
    yield from ("/admin/", "/admin/timeline/", "/admin/password_change/", "/admin/timeline/engagement/?when=2025-06&kind=x&q=a")
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        for page in ("changelist", "add", "import", "export"):
            try:
                yield reverse(f"{name}_{page}")
            except NoReverseMatch:
                continue
        row: Any = model._default_manager.first()
        if row is None:
            continue
        yield from (reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "history", "delete"))
        if hasattr(model, "history"):
            yield reverse(f"{name}_simple_history", args=[row.pk, row.history.first().pk])


def test_no_page_of_the_admin_has_anything_inline(client: Client, editor: User) -> None:
    populate()
    bad, seen = {}, 0
    for address in addresses():
        answer = client.get(address)
        assert answer.status_code in (200, 302, 403), address
        seen += answer.status_code == 200
        if found := violations(answer.content.decode()):
            bad[address] = found
    assert not bad
    assert seen > 80


def test_previews_confirmations_and_errors_have_nothing_inline(client: Client, editor: User) -> None:
    engagement = populate()
    upload = {"resource": "0", "import_file": SimpleUploadedFile("a.csv", b"code,name,capital\nIN,India,Delhi\nXA,Atlantis,\n")}
    broken = {"resource": "0", "import_file": SimpleUploadedFile("a.csv", b"code,name,un\nIN,India,perhaps\n")}
    pages = {
        "preview": client.post("/admin/timeline/country/import/", upload),
        "broken preview": client.post("/admin/timeline/country/import/", broken),
        "form with errors": client.post(f"/admin/timeline/engagement/{engagement.pk}/change/", {}),
        "withdrawal": client.get(f"/admin/timeline/engagement/withdraw/?ids={engagement.pk}"),
        "deletion refused": client.get(f"/admin/timeline/place/{Place.objects.first().pk}/delete/"),  # type: ignore[union-attr]
        "autocomplete": client.get("/admin/autocomplete/?app_label=timeline&model_name=engagement&field_name=place&term=q"),
        "pop-up": client.get("/admin/timeline/place/add/?_popup=1"),
        "pop-up answer": client.post("/admin/timeline/topic/add/?_popup=1", {"name": "space", "cues": "", "_popup": "1"}),
    }
    client.logout()
    pages["log-in"] = client.get("/admin/login/")
    assert {name: page.status_code for name, page in pages.items()} == dict.fromkeys(pages, 200)
    assert not {name: found for name, page in pages.items() if (found := violations(page.content.decode()))}


def test_the_policy_is_sent_with_every_page(client: Client, editor: User) -> None:
    for address in ("/admin/", "/admin/login/", "/admin/timeline/engagement/import/"):
        policy = client.get(address).headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
