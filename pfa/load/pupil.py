"""One pupil of the lesson: signs in, answers some questions in a row, looks through them, sends them, signs out."""

from __future__ import annotations

from collections.abc import Callable

from pfa.aspirations.sets import ours
from pfa.load.browser import Browser
from pfa.load.filling import Filling
from pfa.load.habits import READ, SKIPS, WRITES, Habit
from pfa.load.lesson import YEAR_GROUP
from pfa.load.page import hidden_of, picked_of
from pfa.load.who import Who

KEYS = tuple(question.key for question in ours(YEAR_GROUP).questions)
LIKED = {"size": "large", "view": "two", "pictures": "off"}  # by those who like another look
LEVELS = ("easy", "pictures")


class Pupil:
    """One pupil. `first` is the place of their first question; `new_browser` gives them another device."""

    def __init__(self, who: Who, *, first: int, questions: int, new_browser: Callable[[], Browser]) -> None:
        self._who, self._new_browser = who, new_browser
        self._keys = KEYS[first : first + questions]
        self._when = {habit: who.dice.choice(self._keys) for habit in Habit if habit in who.habits}

    def answer(self) -> None:
        """From the first page to the last."""
        if self._has(Habit.has_no_script):
            self._who.does(Habit.has_no_script)
        self._sign_in()
        if self._has(Habit.likes_another_look):
            self._change_look()
        page = self._open(self._keys[0])
        if self._has(Habit.reads_easier):
            page = self._filling(page).press("level", self._who.dice.choice(LEVELS))
            self._who.does(Habit.reads_easier)
        for key in self._keys:
            page = self._question(page, key)
        page = self._send()
        if self._has(Habit.changes_mind):
            page = self._change_mind()
        self._press(page, "/sign-out")

    def _has(self, habit: Habit) -> bool:
        return habit in self._who.habits

    def _is_time_for(self, habit: Habit, key: str) -> bool:
        if self._when.get(habit) != key:
            return False
        self._who.does(habit)
        return True

    def _open(self, key: str, more: str = "") -> str:
        return self._who.browser.open(f"/my/answers/{key}{more}")

    def _filling(self, page: str) -> Filling:
        return Filling(self._who, page)

    def _press(self, page: str, address: str, said: dict[str, str] | None = None, *, twice: bool = False) -> str:
        """Press the button of a form that has nothing to do with a question, on the page that is open."""
        fields = hidden_of(page) | (said or {})
        self._who.wait(READ)
        return self._who.browser.press(address, list(fields.items()), twice=twice)

    def _sign_in(self) -> None:
        """Type the card's code, say who they are, and begin, or go on where they were."""
        card, browser = self._who.card, self._who.browser
        half = len(card.code) // 2
        typed = {"number": card.number, "code": card.code[:half], "code_end": card.code[half:]}
        is_this_you = self._press(browser.open("/card"), "/card", typed)
        self._press(is_this_you, "/card/yes")
        self._press(browser.open("/my/answers"), "/my/answers")

    def _change_look(self) -> None:
        page = self._who.browser.open("/my/comfort")
        said = hidden_of(page) | picked_of(page) | LIKED
        self._who.browser.press("/my/comfort", list(said.items()))
        self._who.does(Habit.likes_another_look)

    def _question(self, page: str, key: str) -> str:
        """Answer one question, with what comes between; the next one's page."""
        who = self._who
        who.wait(READ)
        if self._is_time_for(Habit.asks_to_talk, key):
            page = self._ask_to_talk(key)
        filling = self._filling(page)
        if ("skip", "1") in filling.form.buttons and who.dice.random() < SKIPS and key not in self._when.values():
            return filling.skip()
        if ("counters", "on") in filling.form.buttons and self._has(Habit.counts):
            filling = self._filling(filling.press("counters", "on"))
            who.does(Habit.counts)
        if self._is_time_for(Habit.comes_back, key):
            filling = self._come_back(filling, key)
        loses_line = filling.loses_line = self._is_time_for(Habit.loses_line, key)
        filling.choose()
        if self._is_time_for(Habit.reloads, key):
            filling = self._filling(self._open(key))
        while (more := filling.more()) is not None:
            filling = self._filling(filling.press("more", more))
            filling.choose()
        if filling.form.names or who.dice.random() < WRITES:
            filling.write()
        filling.loses_line |= loses_line
        onward = filling.press("next", twice=self._is_time_for(Habit.clicks_twice, key))
        if self._is_time_for(Habit.sends_again, key):
            filling.again()
        return self._go_back(key) if self._is_time_for(Habit.goes_back, key) else onward

    def _ask_to_talk(self, key: str) -> str:
        here = "/my/talk?page=aspirations.question"
        self._press(self._who.browser.open(here), here, twice=self._who.dice.random() < 0.5)
        self._who.journal.asks_to_talk = True
        return self._open(key)

    def _come_back(self, filling: Filling, key: str) -> Filling:
        """The device is gone in the middle of an answer; they sign in on another one and find where they were."""
        filling.lose()
        self._who.browser.close()
        self._who.browser = self._new_browser()
        self._sign_in()
        return self._filling(self._open(key))

    def _go_back(self, key: str) -> str:
        before = self._filling(self._open(key))
        before.choose()
        return before.press("next")

    def _send(self) -> str:
        check = self._who.browser.open("/my/answers/check")
        thanks = self._press(check, "/my/answers/send", twice=self._has(Habit.clicks_twice))
        self._who.journal.is_sent = True
        return thanks

    def _change_mind(self) -> str:
        """Answer one of the questions anew; the page goes back to what they look through."""
        filling = self._filling(self._open(self._when[Habit.changes_mind], "?to=check"))
        filling.choose()
        filling.write()
        self._who.does(Habit.changes_mind)
        return filling.press("next")
