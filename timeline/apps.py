"""The one Django app."""

from django.apps import AppConfig


class TimelineConfig(AppConfig):
    """Registers the app under the label `timeline`."""

    name = "timeline"
    verbose_name = "Record"
