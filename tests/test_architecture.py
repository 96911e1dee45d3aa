"""The house stays as it was built: who may import whom, how large a file grows, what lies where."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "timeline"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
SOURCES = [*MODULES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "static" / "js").glob("*.js"), *(ROOT / "static" / "css").glob("*.css"),
           *(ROOT / "templates").rglob("*.html"), *(ROOT / "tests" / "js").glob("*.js")]  # fmt: skip
LINT = "from importlinter.cli import lint_imports_command as lint; lint()"

# One import for every contract that would break it: (file, line, the contract's name begins).
VIOLATIONS = [
    ("queries/__init__.py", "import timeline.charts", "Left may import right"),
    ("models/__init__.py", "import timeline.record", "Left may import right"),
    ("rows.py", "import django.http", "What knows no database"),
    ("views/__init__.py", "import timeline.readers", "Only ingest sees extraction"),
    ("extraction/__init__.py", "import timeline.rows", "Extraction and readers know"),
    ("readers/__init__.py", "import timeline.language_model", "Rules know of no language model"),
    ("language_model/__init__.py", "import timeline.rows", "The language model's reader knows"),
    ("linking/names.py", "import timeline.record", "Linking knows"),
    ("templatetags/__init__.py", "import timeline.models", "Template tags import"),
    ("admin/__init__.py", "import plotly", "Views and admin draw no charts"),
]
# Test folders that mirror no package: each says in DESIGN or README what it is for.
OTHER_TESTS = {"approved", "benchmarks", "browser", "commands", "corpus", "js", "seeds", "tools"}
PURE = (
    "charts",
    "documents",
    "exports",
    "extraction",
    "folding",
    "language_model",
    "linking",
    "partial_dates",
    "readers",
    "rows",
    "vocabulary",
    "wording",
)


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def test_the_import_contracts_hold() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_every_contract_breaks_when_it_is_violated(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(PACKAGE, tmp_path / "timeline", ignore=shutil.ignore_patterns("__pycache__"))
    for name, line, _ in VIOLATIONS:
        with (tmp_path / "timeline" / name).open("a") as module:
            module.write(f"\n{line}\n")
    done = lint_imports(tmp_path)
    assert done.returncode != 0
    broken = re.findall(r"^(.+) BROKEN", done.stdout, flags=re.MULTILINE)
    assert {contract for _, _, contract in VIOLATIONS} == {
        contract for _, _, contract in VIOLATIONS if any(name.startswith(contract) for name in broken)
    }
    assert "0 kept" in done.stdout, "a contract that no line above violates: add one"
    for name, line, _ in VIOLATIONS:
        module = "timeline." + name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        assert re.search(rf"{re.escape(module)} ?-> ?{re.escape(line.split()[1].removesuffix('.http'))}", done.stdout), (
            name,
            line,
        )


def test_what_knows_no_database_imports_where_django_is_missing() -> None:
    program = f"""
import importlib, pkgutil, sys
sys.modules["django"] = None
for name in {PURE!r}:
    module = importlib.import_module("timeline." + name)
    for found in pkgutil.walk_packages(getattr(module, "__path__", ()), module.__name__ + "."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
print(sum(name.startswith("timeline.") for name in sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 30


@pytest.mark.django_db
def test_the_migrations_tell_of_every_change_to_the_models() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_package_has_its_tests() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")} - {"migrations", "management"}
    tested = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")} - OTHER_TESTS
    assert packages - tested == set()
    assert tested - packages == set()


def test_the_top_level_holds_nothing_else() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    assert {name for name in folders if not name.endswith(".egg-info")} - {"node_modules", "test-results"} == {
        "seeds", "static", "templates", "tests", "timeline",
    }  # fmt: skip


def test_files_stay_short() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}


def test_functions_stay_short() -> None:
    def length(function: ast.FunctionDef) -> int:
        return (function.end_lineno or function.lineno) - function.lineno + 1

    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {length(node)} lines"
        for path in MODULES
        for node in functions(path)
        if length(node) > (25 if "views" in path.parts and any(a.arg == "request" for a in node.args.args) else 60)
    ]
    assert long == []


def test_views_ask_queries_and_filter_nothing_themselves() -> None:
    told = [
        f"{path.relative_to(ROOT)}:{number} {line.strip()}"
        for path in sorted((PACKAGE / "views").glob("*.py"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r"\.(?:filter|exclude|annotate|aggregate|order_by|select_related|prefetch_related)\(", line)
    ]
    assert told == []


def test_an_import_inside_a_function_states_its_reason() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        for function in functions(path)
        for node in first_imports(function)
        if not has_reason(path.read_text().splitlines(), node.lineno)
    ]
    assert silent == []


def test_nothing_is_marked_safe_or_left_undone() -> None:
    pattern = re.compile(r"mark_safe|\|\s*safe\b|autoescape off|csrf_exempt|TODO|FIXME|except Exception:\s*pass")
    files = [*MODULES, *(ROOT / "templates").rglob("*.html"), *(ROOT / "static" / "js").glob("*.js")]
    assert [str(path.relative_to(ROOT)) for path in files if pattern.search(path.read_text(encoding="utf-8"))] == []


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


def first_imports(function: ast.FunctionDef) -> Iterator[ast.stmt]:
    """Yield each import in the function that follows no other: one reason serves a run of imports."""
    for body in (node for node in ast.walk(function) if hasattr(node, "body") and isinstance(node.body, list)):
        before: ast.stmt | None = None
        for node in body.body:
            if isinstance(node, ast.Import | ast.ImportFrom) and not isinstance(before, ast.Import | ast.ImportFrom):
                yield node
            before = node


def has_reason(lines: list[str], number: int) -> bool:
    return "#" in lines[number - 1] or lines[number - 2].strip().startswith("#")
