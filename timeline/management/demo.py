"""The demo account of a fresh copy: an editor with a random password that is shown once."""

import secrets

from django.contrib.auth import get_user_model

DEMO_USER = "demo"


def new_password() -> str:
    """Give the demo account a new random password, making the account if need be, and return it."""
    password = secrets.token_urlsafe(12)
    user, _ = get_user_model().objects.get_or_create(
        username=DEMO_USER, defaults={"is_staff": True, "is_superuser": True, "first_name": "Demo"}
    )
    user.set_password(password)
    user.save()
    return password
