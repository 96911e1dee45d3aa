"""A real server on a prepared record, and Chromium watching for what must never happen.

The record is prepared once per run of the suite: `bootstrap` with the seeds as they stand, as `make run` does. Each module gets
a copy of it and a server of its own, so that what one module writes no other sees.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebError, expect, sync_playwright

from tests.prepared import ROOT, copy, environment, manage, prepared

__all__ = ["prepared"]
FLAGS = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    "--disable-default-apps", "--disable-domain-reliability", "--metrics-recording-only", "--font-render-hinting=none",
    "--disable-quic", "--disable-gpu", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
DESKTOP = {"width": 1440, "height": 1000}
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Site:
    """A running server: its address, the demo account's password, its data folder, and what was wrong on its pages."""

    url: str
    password: str
    data: Path
    problems: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def site(prepared: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a copy of the prepared record on a free port."""
    source, password = prepared
    data = copy(source, tmp_path_factory.mktemp("site"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (data / "server.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", str(port)],
            cwd=ROOT,
            env=environment(data),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/about/", server, data / "server.log")
        yield Site(f"http://127.0.0.1:{port}", password, data)
    finally:
        server.terminate()
        server.wait(timeout=20)
    written = (data / "server.log").read_text()
    assert "Traceback" not in written, written
    assert "outside this machine" not in written, written


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server answers; fail when it stops, or after a minute."""
    for _ in range(600):
        try:
            server.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            try:
                urllib.request.urlopen(url, timeout=30).close()
            except urllib.error.HTTPError as answer:
                pytest.fail(f"{url} answered {answer.code}:\n{log.read_text()}")
            except OSError:
                continue
            return
        break
    pytest.fail(f"The server did not come up:\n{log.read_text()}")


def chromium_path() -> str | None:
    """Return where Chromium is: CHROMIUM names it, as tests/tools/find-chromium does."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Chromium once per worker."""
    # Playwright keeps an event loop running in this process, and Django would refuse every later test its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = chromium_path()
    if not path:
        if os.environ.get("CI") == "true":
            pytest.fail("No Chromium: the browser tests must run here.")
        pytest.skip("No Chromium: install it (Debian: apt-get install chromium) or name one in CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_context(chromium: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """Return what opens a watched context with options of its own; what went wrong in any fails the test."""
    site.problems.clear()
    opened: list[BrowserContext] = []

    def new(**options: Any) -> BrowserContext:
        settings = {"base_url": site.url, "viewport": DESKTOP, "reduced_motion": "reduce", "service_workers": "block", **options}
        context = chromium.new_context(**settings)
        opened.append(context)
        return watched(context, site)

    yield new
    for context in opened:
        context.close()
    assert not site.problems, "\n".join(site.problems)


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """Open a fresh browser window's worth of state, watched."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open an empty page."""
    return context.new_page()


def watched(context: BrowserContext, site: Site) -> BrowserContext:
    """Note requests that leave the machine, failures of the server, script errors and violations of the Content-Security-Policy."""

    def on_request(request: Request) -> None:
        if not request.url.startswith((f"{site.url}/", "data:", "blob:", "about:")):
            site.problems.append(f"a request left for {request.url}")

    def on_console(message: ConsoleMessage) -> None:
        # A page that answers 404, 410 or 400 on purpose is logged as a failed resource, too.
        if message.type == "error" and "Failed to load resource" not in message.text:
            site.problems.append(f"{message.location.get('url', '')}: {message.text}")

    def on_error(error: WebError) -> None:
        site.problems.append(f"script error: {error.error}")

    context.on("request", on_request)
    context.on("console", on_console)
    context.on("weberror", on_error)
    context.on("response", lambda answer: site.problems.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None)
    return context


@pytest.fixture
def signed_in(page: Page, site: Site) -> Page:
    """Log in as the demo editor."""
    sign_in(page, site)
    return page


def sign_in(page: Page, site: Site, name: str = "demo") -> None:
    """Log in as the demo editor, or as one that `new_editor` made, and stand on the home page."""
    page.goto("/admin/login/?next=/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(site.password)
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(re.compile(r"/$"))


def new_editor(site: Site, name: str) -> None:
    """Make an account with the rights of Editors alone and the demo account's password."""
    program = (
        "from django.contrib.auth.models import Group, User\n"
        f"user = User.objects.create_user({name!r}, password={site.password!r}, is_staff=True, first_name={name.capitalize()!r})\n"
        "user.groups.add(Group.objects.get(name='Editors'))"
    )
    done = manage(site.data, "shell", "-c", program)
    assert done.returncode == 0, done.stderr


def settle(page: Page) -> None:
    """Wait until the page's figures are drawn and its type is there, so that what they would violate has been reported."""
    figures = page.locator("[data-chart]")
    for number in range(figures.count()):
        expect(figures.nth(number).locator("svg.main-svg").first).to_be_attached()
        expect(figures.nth(number)).not_to_have_attribute("aria-busy", "true")
    page.evaluate("document.fonts.ready.then(() => null)")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
