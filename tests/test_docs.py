"""What the documents say is so: the configuration table, the targets, the files and the pins they name."""

import re
import tomllib
from pathlib import Path

import pytest

import timeline

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PINS = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WRITTEN = sorted(
    {*ROOT.glob("*.md"), *(ROOT / "seeds").glob("*.md"), *(ROOT / "static").rglob("*.md"), *(ROOT / "tests").rglob("*.md")}
)


def settings_read() -> set[str]:
    """Return every variable of the environment that the package reads."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "timeline").rglob("*.py"))
    return set(re.findall(r"[\"'](SIDELINES_[A-Z_]+)[\"']", code)) | {"DATABASE_URL"}


def test_the_configuration_table_names_exactly_the_variables_that_are_read() -> None:
    table = set(re.findall(r"^\| `([A-Z_]+)` \|", README, flags=re.MULTILINE))
    assert table == settings_read()


def test_every_target_the_readme_names_exists_and_help_tells_of_all() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, flags=re.MULTILINE))
    told = set(re.findall(r"^([a-z-]+):.*## \S", MAKEFILE, flags=re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)", README)) <= targets
    assert targets == told
    assert targets == set(re.findall(r"^\.PHONY: help(.*)$", MAKEFILE, flags=re.MULTILINE)[0].split()) | {"help"}


def test_every_command_the_readme_names_exists() -> None:
    commands = {path.stem for path in (ROOT / "timeline" / "management" / "commands").glob("[a-z]*.py")}
    assert set(re.findall(r"manage\.py ([a-z_]+)", README)) <= commands | {"migrate", "createsuperuser", "shell"}


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_a_document_links_to_is_there(path: Path) -> None:
    for address in re.findall(r"\]\(([^)#\s]+)[^)]*\)|<img[^>]*src=\"([^\"]+)\"", path.read_text(encoding="utf-8")):
        target = address[0] or address[1]
        assert target.startswith(("http://", "https://", "mailto:")) or (path.parent / target).exists(), target


def test_every_package_the_readme_places_exists() -> None:
    for name in re.findall(r"`((?:timeline|static|templates|tests|seeds)/[\w/.]*)`", README):
        assert (ROOT / name).exists(), name


def test_the_changelog_tells_of_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {timeline.__version__}" in changelog


def test_no_document_has_a_figure_still_to_be_filled_in() -> None:
    assert [
        str(path.relative_to(ROOT)) for path in WRITTEN if re.search(r"FIGURE_|\bTBD\b|XXX", path.read_text(encoding="utf-8"))
    ] == []


def test_the_licence_is_the_one_the_project_names() -> None:
    assert PROJECT["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")[:200]
    assert "Apache-2.0" in README


def test_the_pins_are_names_and_versions_only_and_cover_every_dependency() -> None:
    assert [line for line in PINS if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line)] == []
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in PINS}
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    names = {re.split(r"[\[<>=!~; ]", requirement)[0].lower().replace("_", "-") for requirement in wanted}
    assert names <= pinned
