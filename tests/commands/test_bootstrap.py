"""The first start loads everything; later ones duplicate nothing and leave alone what people did."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.prepared import copy, manage

TABLES = ("country", "place", "series", "person", "engagement", "claim", "article", "participation", "attendance")


@pytest.fixture
def data(prepared: tuple[Path, str], tmp_path: Path) -> Path:
    """Copy the prepared record."""
    return copy(prepared[0], tmp_path)


def run(data: Path, statement: str) -> None:
    with closing(sqlite3.connect(data / "db.sqlite3")) as database, database:
        database.execute(statement)


def ask(data: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(data / "db.sqlite3")) as database:
        return database.execute(question).fetchall()


def sizes(data: Path) -> dict[str, list[tuple[object, ...]]]:
    return {table: ask(data, f"SELECT count(*) FROM timeline_{table}") for table in TABLES}


def test_the_first_start_says_what_it_loaded_and_shows_the_password_once(prepared: tuple[Path, str], data: Path) -> None:
    folder, password = prepared
    said = (folder / "bootstrap.txt").read_text()
    assert re.search(r"6\d\d engagements and 12 sample articles are new", said)
    assert len(password) >= 12
    again = manage(data, "bootstrap")
    assert (again.returncode, again.stdout) == (0, "")


def test_loading_again_duplicates_nothing_and_keeps_what_people_edited(data: Path) -> None:
    before = sizes(data)
    run(data, "UPDATE timeline_country SET name = 'Bharat' WHERE code = 'IN'")
    (data / "seeds-loaded").unlink()  # as after an interrupted first start, or with newer seeds
    again = manage(data, "bootstrap")
    assert again.returncode == 0, again.stderr
    assert "0 rows of knowledge, 0 engagements and 0 sample articles are new; 0 rows brought up to date" in again.stdout
    assert sizes(data) == before
    assert ask(data, "SELECT name FROM timeline_country WHERE code = 'IN'") == [("Bharat",)]


def test_a_demo_account_that_was_taken_away_stays_away(data: Path) -> None:
    run(data, "UPDATE auth_user SET username = 'asha'")
    again = manage(data, "bootstrap")
    assert (again.returncode, again.stdout) == (0, "")
    assert ask(data, "SELECT username FROM auth_user") == [("asha",)]


def test_a_new_password_is_set_by_command(prepared: tuple[Path, str], data: Path) -> None:
    before = ask(data, "SELECT password FROM auth_user")
    done = manage(data, "demo_password")
    assert re.fullmatch(r"demo / \S{12,}\n", done.stdout)
    assert prepared[1] not in done.stdout
    assert ask(data, "SELECT password FROM auth_user") != before
