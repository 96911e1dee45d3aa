"""Where an uploaded sheet waits between its preview and its confirmation: a folder of the data directory, for a day."""

import re
import uuid
from pathlib import Path

from django.conf import settings
from import_export.tmp_storages import BaseStorage

from timeline.clock import now

LIFETIME = 24 * 3600
_NAME = re.compile(r"^[0-9a-f]{32}$")


class ExpiredError(Exception):
    """The file of a preview is gone: it was imported already, or a day has passed."""


class DataFolderStorage(BaseStorage):  # type: ignore[misc]  # the package is not typed
    """One waiting file under a name that nobody can guess."""

    def save(self, data: bytes) -> None:
        """Keep the upload and clear away what was never confirmed."""
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            if now().timestamp() - old.stat().st_mtime > LIFETIME:
                old.unlink(missing_ok=True)
        self.name = uuid.uuid4().hex
        (folder / self.name).write_bytes(data)

    def read(self) -> str | bytes:
        """Return the upload, as text where the format is text."""
        try:
            data = self._path().read_bytes()
        except FileNotFoundError:
            raise ExpiredError from None
        return data if "b" in self.read_mode else data.decode(self.encoding or "utf-8-sig")

    def remove(self) -> None:
        """Forget the upload."""
        self._path().unlink(missing_ok=True)

    def _path(self) -> Path:
        if not _NAME.match(self.name or ""):
            raise ExpiredError
        return _folder() / str(self.name)


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "imports"
