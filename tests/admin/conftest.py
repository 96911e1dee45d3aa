"""A member of staff at the admin's door."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import factories as make


@pytest.fixture
def editor(client: Client) -> User:
    """Sign in somebody who may do everything."""
    user = make.make_editor()
    client.force_login(user)
    return user
