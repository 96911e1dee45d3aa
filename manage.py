#!/usr/bin/env python
"""Django's command line for Sidelines."""

import os
import sys

if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python gets a sentence instead of a syntax error
        sys.exit(f"Sidelines needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
    from django.core.management import execute_from_command_line  # after the version check, which it would not survive

    execute_from_command_line(sys.argv)
