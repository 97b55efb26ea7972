"""A real Chromium, what it complains about, and a check of a page against WCAG."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

PHONE, DESKTOP, SMALLEST = 390, 1280, 320  # CSS pixels; 320 is WCAG 2.2's reflow (1.4.10), 400 % zoom of 1280
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",  # a microphone that hums, for the voice note
    "--use-fake-ui-for-media-stream",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"]}


@contextmanager
def started() -> Iterator[Browser]:
    """Start the machine's Chromium without a window."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise RuntimeError(f"no Chromium on this machine: none of {', '.join(PROGRAMS)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def listen(page: Page) -> list[str]:
    """A list that fills with what the page complains about: errors of scripts, of the policy, of missing files."""
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA and good practice on the page as it stands."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options).then(said => said.violations)", OPTIONS)
    return [f"{one['id']} ({one['impact']}): {node['html'][:160]}" for one in found for node in one["nodes"][:3]]


def faults(page: Page) -> list[str]:
    """Everything wrong with the open page: at both widths by axe, sideways scrolling at the smallest, its headings."""
    found: list[str] = []
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"at {width}: {words}" for words in violations(page)]
    page.set_viewport_size({"width": SMALLEST, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > SMALLEST:
        found.append(f"scrolls sideways: {wide} pixels wide on a screen of {SMALLEST}")
    headings = page.locator("h1").count()
    if headings != 1:
        found.append(f"has {headings} main headings")
    return found


def assert_accessible(page: Page) -> None:
    """Fail with everything that is wrong with the open page."""
    found = faults(page)
    assert not found, f"{page.url}\n  " + "\n  ".join(found)
