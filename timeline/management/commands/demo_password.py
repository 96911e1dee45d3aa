"""`demo_password`: a new password for the demo account."""

from typing import Any

from django.core.management.base import BaseCommand

from timeline.management.demo import DEMO_USER, new_password


class Command(BaseCommand):
    """Sets and prints a new random password."""

    help = "Set a new random password for the demo account and print it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Set it and print it."""
        self.stdout.write(f"{DEMO_USER} / {new_password()}")
