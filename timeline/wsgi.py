"""The server's entry point."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
application = get_wsgi_application()

from timeline.ingest.knowledge import warm_up  # noqa: E402 - models can be imported only once Django is set up

warm_up()
