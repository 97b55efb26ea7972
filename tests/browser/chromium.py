"""A real Chromium, what it complains about, and a check of a page against WCAG."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

# CSS pixels; 320 is WCAG 2.2's reflow (1.4.10), 400 % zoom of 1280
PHONE, TABLET, DESKTOP, SMALLEST = 390, 820, 1280, 320
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

LOOKS = ("app-contrast-dark", "app-contrast-strong", "app-colours-calm")  # of young people's pages
# What stands out too little from what is behind it. axe says nothing of words that lie beneath an input of a tile.
PALE = """look => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = rgb => rgb.slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = one => {
    for (; one; one = one.parentElement) {
      const colour = parts(getComputedStyle(one).backgroundColor);
      if ((colour[3] ?? 1) > 0.5) return colour;
    }
    return [255, 255, 255];
  };
  const apart = one => {
    const [low, high] = [parts(getComputedStyle(one).color), behind(one)].map(light).sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  document.body.classList.add(look);
  document.getAnimations().forEach(one => one.cancel());  // colours at once, not on their way
  const shown = [...document.querySelectorAll("body *")].filter(one =>
    one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && !one.closest(".govuk-visually-hidden, .govuk-skip-link, progress, dialog"));
  const written = shown.filter(one => one.matches("textarea, input:not([type=radio], [type=checkbox])")
    || [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
  const pale = [...written.filter(one => apart(one) < 4.5),
    ...shown.filter(one => one.matches("svg.app-symbol") && apart(one) < 3)];
  const said = pale.map(one => `${look}: ${apart(one).toFixed(1)} ${one.outerHTML.slice(0, 120)}`);
  document.body.classList.remove(look);
  return said;
}"""

# What of the page is lost at this width: it scrolls sideways, or words stand outside it or are cut off by their box.
LOST = """width => {
  const wide = document.documentElement.scrollWidth;
  const found = wide > width ? [`scrolls sideways, ${wide} of ${width} pixels`] : [];
  const hidden = ".govuk-visually-hidden, .govuk-skip-link, [aria-hidden=true]";
  const isScrolled = one => one
    && (/auto|scroll/.test(getComputedStyle(one).overflowX) || isScrolled(one.parentElement));
  const isCut = one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth
    && /hidden|clip/.test(getComputedStyle(one).overflowX);
  for (const one of document.querySelectorAll("body *")) {
    const { left, right } = one.getBoundingClientRect();
    if (left >= -1 && right <= width + 1 && !isCut(one)) continue;
    if (!one.textContent.trim() || one.closest(hidden) || isScrolled(one)) continue;
    if (one.checkVisibility({ opacityProperty: true, visibilityProperty: true })) {
      found.push(`loses ${one.outerHTML.slice(0, 120)}`);
    }
  }
  return found;
}"""


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
    """Everything wrong with the open page: by axe at two widths, sideways scrolling at two more, its headings."""
    found: list[str] = []
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"at {width}: {words}" for words in violations(page)]
    for width in (TABLET, SMALLEST):
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"scrolls sideways: {wide} pixels wide on a screen of {width}")
    headings = page.locator("h1").count()
    if headings != 1:
        found.append(f"has {headings} main headings")
    return found


def pale(page: Page) -> list[str]:
    """What cannot be read on a page whose look may be chosen, in one of the looks: 4.5 to 1, symbols 3 to 1."""
    if not page.locator(".app-comfort__link").count():
        return []
    return [words for look in LOOKS for words in page.evaluate(PALE, look)][:5]


def lost(page: Page) -> list[str]:
    """What cannot be seen of the page at its width as it is, however far it is scrolled up and down."""
    size = page.viewport_size
    return [f"{page.url} at {size['width']}: {words}" for words in page.evaluate(LOST, size["width"])] if size else []


def assert_accessible(page: Page) -> None:
    """Fail with everything that is wrong with the open page."""
    found = faults(page)
    assert not found, f"{page.url}\n  " + "\n  ".join(found)
