"""Settings from the environment: nonsense stops the start with a sentence."""

import stat
from datetime import date
from pathlib import Path

import pytest

from timeline import env


@pytest.mark.parametrize("text, value", [("1", True), ("off", False), ("", True), ("  no ", False)])
def test_flag(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv("SIDELINES_X", text)
    assert env.flag("SIDELINES_X", default=True) is value


def test_nonsense_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIDELINES_X", "perhaps")
    with pytest.raises(env.BadSetting, match="SIDELINES_X is “perhaps”"):
        env.flag("SIDELINES_X", default=False)
    with pytest.raises(env.BadSetting, match="write a day"):
        env.day("SIDELINES_X")


def test_day_and_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIDELINES_X", "2025-11-14")
    assert env.day("SIDELINES_X") == date(2025, 11, 14)
    monkeypatch.setenv("SIDELINES_X", "a.example, ,b.example")
    assert env.words("SIDELINES_X") == ["a.example", "b.example"]


def test_the_secret_is_made_once_and_for_its_owner_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SIDELINES_X", raising=False)
    file = tmp_path / "secret"
    made = env.secret("SIDELINES_X", file)
    assert len(made) >= 50
    assert env.secret("SIDELINES_X", file) == made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    monkeypatch.setenv("SIDELINES_X", "given")
    assert env.secret("SIDELINES_X", file) == "given"


def test_a_folder_that_cannot_be_made_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SIDELINES_X", str(tmp_path / "file" / "below"))
    with pytest.raises(env.BadSetting, match="can't be made"):
        env.folder("SIDELINES_X", tmp_path)
