"""What Editors may do."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from tests import factories as make
from tests.admin.helpers import save
from timeline.management.roles import ensure_roles
from timeline.models import Engagement

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client: Client) -> User:
    user = User.objects.create_user("member", is_staff=True)
    user.groups.add(ensure_roles())
    client.force_login(user)
    return user


def test_editors_enter_engagements_with_parties_and_take_them_out_again(client: Client, member: User) -> None:
    make.make_country("IN")
    answer = save(
        client, "/admin/timeline/engagement/add/", title="Talks", kind="visit", status="held", participations__0__country="IN"
    )
    assert answer.status_code == 302
    engagement = Engagement.objects.get()
    save(client, f"/admin/timeline/engagement/{engagement.pk}/change/", participations__0__DELETE="on")
    assert not engagement.participations.exists()


def test_editors_keep_knowledge_but_delete_none(client: Client, member: User) -> None:
    make.make_country("IN")
    assert client.get("/admin/timeline/country/IN/change/").status_code == 200
    assert client.get("/admin/timeline/country/import/").status_code == 200
    assert client.get("/articles/add/").status_code == 200
    assert client.post("/admin/timeline/country/IN/delete/", {"post": "yes"}).status_code == 403
    assert client.get("/admin/auth/user/").status_code == 403


def test_running_it_again_keeps_what_people_added() -> None:
    group = ensure_roles()
    extra = Permission.objects.get(codename="add_user")
    group.permissions.add(extra)
    again = ensure_roles()
    assert extra in again.permissions.all()
    assert Group.objects.count() == 1


def test_who_may_only_look_imports_nothing(client: Client) -> None:
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(*ensure_roles().permissions.filter(codename__startswith="view_"))
    client.force_login(user)
    make.make_engagement("Talks")
    assert client.get("/admin/timeline/engagement/").status_code == 200
    assert client.get("/admin/timeline/engagement/import/").status_code == 403
    assert client.get("/admin/timeline/engagement/export/").status_code == 200
    assert client.get("/admin/timeline/engagement/withdraw/?ids=1").status_code == 403
