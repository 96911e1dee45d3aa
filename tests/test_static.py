"""What templates, styles and scripts refer to is there, and no template holds what the Content-Security-Policy would block."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.urls import NoReverseMatch, get_resolver, reverse

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TEXTS = {str(path.relative_to(ROOT / "templates")): path.read_text(encoding="utf-8") for path in TEMPLATES}
BLOCKED = {
    "an inline script": r"<script(?![^>]*\bsrc=)[^>]*>\s*\S",
    "a style element": r"<style\b",
    "a style attribute": r"<[a-z][^>]*\sstyle\s*=",
    "a handler attribute": r"<[a-z][^>]*\son[a-z]+\s*=",
    "a javascript: address": r"(?:href|src|action)\s*=\s*[\"']?javascript:",
    "an htmx attribute that evaluates code": r"\bhx-on[:=]|hx-vals\s*=\s*[\"']js:|hx-trigger\s*=\s*\"[^\"]*\[",
    "a file of another host": r"<(?:script|img|link)\b[^>]*\b(?:src|href)\s*=\s*[\"'](?:https?:)?//",
}


@pytest.mark.parametrize(("what", "pattern"), BLOCKED.items(), ids=BLOCKED)
def test_no_template_holds_what_the_policy_blocks(what: str, pattern: str) -> None:
    assert [name for name, text in TEXTS.items() if re.search(pattern, text, flags=re.IGNORECASE)] == []


def test_the_policy_allows_our_own_files_only() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    assert directives["script-src"] == ["'self'"]
    allowed = {source for sources in directives.values() for source in sources}
    assert allowed == {"'none'", "'self'", "data:", settings.EMPTY_STYLE}


def test_every_file_that_a_template_names_is_there() -> None:
    named = {(name, file) for name, text in TEXTS.items() for file in re.findall(r"{% static ['\"]([^'\"]+)['\"]", text)}
    assert len(named) > 20
    ours = {(name, file) for name, file in named if not file.startswith(("admin/", "import_export/"))}
    assert {(name, file) for name, file in ours if not (STATIC / file).is_file()} == set()


def test_every_template_that_a_template_names_is_there() -> None:
    named = {file for text in TEXTS.values() for file in re.findall(r"{% (?:include|extends) ['\"]([^'\"]+)['\"]", text)}
    for file in sorted(named):
        get_template(file)


def test_every_template_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "timeline").rglob("*.py"))
    everything = code + "\n".join(TEXTS.values())
    by_convention = (
        "admin/",
        "simple_history/",
        "400.html",
        "403.html",
        "403_csrf.html",
        "404.html",
        "500.html",
    )  # found by name
    unused = [name for name in TEXTS if not name.startswith(by_convention) and name not in everything]
    assert unused == []


def test_every_address_that_a_template_names_exists() -> None:
    names = {name for text in TEXTS.values() for name in re.findall(r"{% url ['\"]([^'\"]+)['\"]", text)}
    known = {key for key in get_resolver().reverse_dict if isinstance(key, str)}
    assert {name for name in names if ":" not in name} - known == set()
    assert [name for name in sorted(names) if ":" in name and not is_known(name)] == []


def is_known(name: str) -> bool:
    """Say whether a namespaced address exists: one that wants arguments is known, one that is not found is not."""
    try:
        reverse(name)
    except NoReverseMatch as problem:
        return "with no arguments not found" in str(problem)
    return True


def test_every_form_that_changes_something_carries_its_token() -> None:
    forms = {
        (name, form) for name, text in TEXTS.items() for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", text, re.S)
    }
    assert len(forms) > 3
    assert [name for name, form in forms if "{% csrf_token %}" not in form] == []


@pytest.mark.parametrize("path", sorted((STATIC / "css").glob("*.css")), ids=lambda path: path.name)
def test_every_file_that_a_style_names_is_there(path: Path) -> None:
    for address in re.findall(r"url\([\"']?([^)\"']+)", path.read_text(encoding="utf-8")):
        assert address.startswith("data:") or (path.parent / address).is_file(), address


@pytest.mark.parametrize("path", sorted((STATIC / "js").glob("*.js")), ids=lambda path: path.name)
def test_every_module_that_a_script_imports_is_there(path: Path) -> None:
    for address in re.findall(r"(?:\bfrom|\bimport)\s*\(?[\"'](\.[^\"'\s]*)[\"']", path.read_text(encoding="utf-8")):
        assert (path.parent / address).is_file(), address


def test_every_script_is_reached() -> None:
    scripts = {path.name: path.read_text(encoding="utf-8") for path in (STATIC / "js").glob("*.js")}
    everything = "\n".join([*scripts.values(), *TEXTS.values(), *(p.read_text() for p in (ROOT / "timeline").rglob("*.py"))])
    assert [name for name in scripts if not re.search(rf"[/\"']{re.escape(name)}[\"']", everything)] == []


@pytest.mark.parametrize("path", sorted((STATIC / "js").glob("*.js")), ids=lambda path: path.name)
def test_no_script_evaluates_text_or_writes_markup(path: Path) -> None:
    assert not re.search(
        r"\beval\(|new Function\(|\.innerHTML\s*=|\.outerHTML\s*=|document\.write", path.read_text(encoding="utf-8")
    )
