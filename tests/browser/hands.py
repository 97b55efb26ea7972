"""How people choose, write and press: by keyboard alone, with one switch, with a mouse or with a finger.

A journey is written once, in the words that stand on the pages, and walked by each of these hands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Locator, Page

FURTHEST = 260  # presses of Tab: more than any page has places to stop at
SCANNED = 80  # steps of one switch: more than it needs to go once through any page
PACE = 1500  # milliseconds at each thing, at the quick pace

# Is this in focus? "beside": another radio button of its group is, and arrows lead from one to the next.
IN_FOCUS = """one => {
  const now = document.activeElement;
  return now === one ? "here" : now.type === "radio" && one.type === "radio" && now.name === one.name ? "beside" : "";
}"""
# Can its middle, or its label's, be seen where the page stands? WCAG 2.2, 2.4.11: what is in focus is not covered.
IN_SIGHT = """one => [one, ...one.labels ?? []].some(each => {
  const { left, right, top, bottom } = each.getBoundingClientRect();
  const seen = document.elementFromPoint((left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
  return seen && [one, ...one.labels ?? []].some(part => part.contains(seen));
})"""
WORDS_IN_FOCUS = """() => {
  const one = document.activeElement;
  return one === document.body ? "" : (one.labels?.length ? one.labels[0] : one).innerText || "";
}"""


class Hands(Protocol):
    """Who uses a page. Everything is named by the words that stand on it."""

    def pick(self, page: Page, name: str, of: str = "") -> None:
        """Choose one of several things; `of` is the group it stands in, where its words stand more than once."""

    def press(self, page: Page, name: str) -> None:
        """A button or a link."""

    def write(self, page: Page, label: str, words: str) -> None:
        """Words in a box."""


def choice(page: Page, name: str, of: str = "") -> Locator:
    """A box to tick, a radio button, or a button that is a choice."""
    around = page.get_by_role("group", name=of) if of else page.get_by_role("main")
    kinds = [around.get_by_role(role, name=name) for role in ("checkbox", "radio", "button")]  # type: ignore[arg-type]  # the roles there are
    return kinds[0].or_(kinds[1]).or_(kinds[2]).first


def control(page: Page, name: str) -> Locator:
    """A button or a link, by all of its words."""
    return page.get_by_role("button", name=name, exact=True).or_(page.get_by_role("link", name=name, exact=True)).first


@dataclass(frozen=True)
class Pointer:
    """A mouse, or a finger."""

    is_finger: bool = False

    def pick(self, page: Page, name: str, of: str = "") -> None:
        self._at(choice(page, name, of))

    def press(self, page: Page, name: str) -> None:
        self._at(control(page, name))

    def write(self, page: Page, label: str, words: str) -> None:
        box = page.get_by_label(label).first
        self._at(box)
        page.keyboard.type(words)

    def send(self, page: Page, name: str) -> None:
        """The form they are in."""
        self.press(page, name)

    def _at(self, wanted: Locator) -> None:
        if self.is_finger:
            wanted.tap()
        else:
            wanted.click()


class Keyboard:
    """Tab, Space, arrows and Enter, from where the page stands."""

    def pick(self, page: Page, name: str, of: str = "") -> None:
        wanted = choice(page, name, of)
        if self._reach(page, wanted) == "beside":
            self._turn(page, wanted)
        else:
            page.keyboard.press("Space")

    def press(self, page: Page, name: str) -> None:
        self._reach(page, control(page, name))
        page.keyboard.press("Enter")

    def write(self, page: Page, label: str, words: str) -> None:
        self._reach(page, page.get_by_label(label).first)
        page.keyboard.type(words)

    def send(self, page: Page, _name: str) -> None:
        """The form they are in: Enter, in the box where they stand."""
        page.keyboard.press("Enter")

    def _reach(self, page: Page, wanted: Locator) -> str:
        """Tab until it is in focus, or its group is; it can be seen then. Fails if it cannot be reached by keyboard."""
        one = wanted.element_handle()
        for _press in range(FURTHEST):
            page.keyboard.press("Tab")
            found = str(one.evaluate(IN_FOCUS))
            if found:
                assert page.locator(":focus").evaluate(IN_SIGHT), f"{wanted} is in focus and covered on {page.url}"
                return found
        raise AssertionError(f"{wanted} cannot be reached by keyboard on {page.url}")

    def _turn(self, page: Page, wanted: Locator) -> None:
        for _press in range(FURTHEST):
            page.keyboard.press("ArrowDown")
            if wanted.evaluate(IN_FOCUS) == "here":
                return
        raise AssertionError(f"{wanted} cannot be reached by arrows on {page.url}")


class Switch:
    """One key, pressed when the page has moved to something by itself. The page's clock has to be ours."""

    def pick(self, page: Page, name: str, of: str = "") -> None:
        if of:
            press_switch_at(page, of)
        press_switch_at(page, name)

    def press(self, page: Page, name: str) -> None:
        press_switch_at(page, name)

    def write(self, page: Page, label: str, words: str) -> None:
        """With the board of letters; it begins a sentence, or a name, with a capital letter by itself."""
        press_when_marked(page, page.get_by_role("button", name=f"Write with letters {label}"))
        for letter in words.lower():
            press_key(page, f'data-key="{letter}"')
        press_key(page, "data-done")


def reach(page: Page, name: str) -> None:
    """Press Tab until what has this name is in focus. Fails if it cannot be reached by keyboard."""
    for _press in range(FURTHEST):
        page.keyboard.press("Tab")
        if name in str(page.evaluate(WORDS_IN_FOCUS)):
            return
    raise AssertionError(f"{name} cannot be reached by keyboard on {page.url}")


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Reach something by keyboard, from the top of the page, and press a key on it."""
    page.evaluate("document.activeElement?.blur()")
    reach(page, name)
    page.keyboard.press(key)


def press_switch_at(page: Page, name: str) -> None:
    """Wait until the page has moved to something by itself, then press the one key there is. Fails if it never does."""
    for _step in range(SCANNED):
        if name in " ".join(page.locator(".app-scanned").inner_text().split()):
            page.keyboard.press("Space")
            return
        page.clock.run_for(PACE)
    raise AssertionError(f"one switch never reaches {name} on {page.url}")


def press_when_marked(page: Page, wanted: Locator) -> None:
    """Wait until the scan stands at it, then press the one key there is. Fails if it never does."""
    for _step in range(SCANNED):
        if "app-scanned" in (wanted.get_attribute("class") or ""):
            page.keyboard.press("Space")
            return
        page.clock.run_for(PACE)
    raise AssertionError(f"one switch never reaches {wanted}")


def press_key(page: Page, which: str) -> None:
    """Press a key of the board of letters as one switch does: first its row, then the key in it."""
    key = page.locator(f"button[{which}]")
    press_when_marked(page, page.locator(".app-letters__row", has=key))
    press_when_marked(page, key)
