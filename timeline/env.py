"""Typed readers of environment variables; nonsense stops the start with a sentence."""

import os
from datetime import date
from pathlib import Path


class BadSetting(SystemExit):
    """A variable of the environment that can't be used; the message says which and why."""


def text(name: str, default: str = "") -> str:
    """Return the variable, or the default when unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """Return a yes or no: 1/0, true/false, yes/no, on/off."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise BadSetting(f"{name} is “{value}”: write 1 or 0.")


def number(name: str, default: int) -> int:
    """Return a whole number above nothing."""
    value = text(name)
    if not value:
        return default
    if value.isdigit() and int(value) > 0:
        return int(value)
    raise BadSetting(f"{name} is “{value}”: write a whole number above 0.")


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated list without empty parts."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def day(name: str) -> date | None:
    """Return a day (2026-11-25), or None when unset."""
    value = text(name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadSetting(f"{name} is “{value}”: write a day like 2026-11-25.") from None


def folder(name: str, default: Path) -> Path:
    """Return a folder's path, made if it is missing."""
    path = Path(text(name, str(default)))
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"{name} names the folder {path}, which can't be made: {error.strerror}.") from None
    return path


def secret(name: str, file: Path) -> str:
    """Return the secret from the variable, else from `file`, which is written once with a new random one."""
    value = text(name)
    if value:
        return value
    if not file.exists():
        import secrets  # only the first start on a machine needs it

        # Two first starts at once must agree: only one may create the file, readable by its owner alone.
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass
    return file.read_text().strip()
