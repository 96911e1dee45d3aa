"""The server's entry point."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
application = get_wsgi_application()
# The pages' modules are read at the start: no reader waits for them, and the knowledge, once there, lets the collector of garbage
# pass over them (extraction/memory.py).
_ = get_resolver().url_patterns

from timeline.ingest.knowledge import warm_up  # noqa: E402 - models can be imported only once Django is set up

warm_up()
