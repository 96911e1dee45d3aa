"""The project's settings with a fast password hasher, a fixed day and a data folder of its own."""

import os
import tempfile
from datetime import date

os.environ.setdefault("SIDELINES_DATA", tempfile.mkdtemp(prefix="sidelines-tests-"))

from timeline.settings import *  # noqa: F403 - the variable must be set before the settings read it

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TODAY = date(2025, 11, 14)
