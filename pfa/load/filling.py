"""Filling in the page of one question as a pupil does, with what its script does by itself (`static/survey.js`).

The script saves at once when a choice changes or a box is left, and three seconds after the last key. Next saves first
what is not saved yet. Without the script Next alone saves, and a tap on a ranked choice or a counter is a form sent.
"""

from __future__ import annotations

from pfa.load.browser import Fields
from pfa.load.habits import HALT, NOT_SURE, RETRY, SHOWS_MORE, TAP, WORD, WORDS_AT_ONCE, name, words
from pfa.load.journal import NOTHING
from pfa.load.page import Form, form_of
from pfa.load.who import Who

WISHES, COUNTERS = 3, 10
Button = tuple[str, str]  # its name and value


class Filling:
    """One page of one question in front of a pupil. Raises LookupError where the page has no question on it."""

    def __init__(self, who: Who, page: str) -> None:
        self._who = who
        self.loses_line = False  # at the next word to the server
        self._meet(page)

    def choose(self) -> None:
        """Tap some of what is there; each tap is saved, or sent as a form."""
        for _ in range(self._taps()):
            self._who.wait(TAP)
            before, pressed = self.form.fields(), self._tap()
            if self._who.has_script:
                self._change()
            elif pressed is not None:
                self._send(before, pressed)

    def write(self) -> None:
        """Write some words, or names, where there is a box for them."""
        dice, form = self._who.dice, self.form
        for place in range(dice.randint(1, len(form.names)) if form.names else 0):
            self._who.wait(2 * WORD)
            form.names[place] = name(dice)
            self._change()
        left = words(dice) if form.can_write else []
        while left:
            some = dice.randint(*WORDS_AT_ONCE)
            self._who.wait(WORD * len(left[:some]))
            form.text = " ".join([*(form.text or "").split(), *left[:some]])
            left = left[some:]
            self._who.wait(HALT)
            self._change()

    def press(self, name: str, value: str = "1", *, twice: bool = False) -> str:
        """Press a button, once what is said is saved; the page that it leads to."""
        self._change()
        form, said, journal = self.form, self.form.value(), self._who.journal
        fields = [*form.fields(), (name, value)]
        if self.loses_line:
            self._lose_line(form.action, fields)
        page = self._who.browser.press(form.action, fields, twice=twice)
        if name == "next" or said != NOTHING or journal.said[form.question]:
            journal.confirmed(form.question, said, self._key)
        return page

    def skip(self) -> str:
        """Go past the question, which was not answered before."""
        page = self._who.browser.press(self.form.action, [*self.form.fields(), ("skip", "1")])
        self._who.journal.confirmed(self.form.question, NOTHING, self._key)
        return page

    def again(self) -> None:
        """Send once more what was sent with Next, as the browser's own way back does."""
        self._who.browser.press(self.form.action, [*self.form.fields(), ("next", "1")])

    def lose(self) -> None:
        """Change something, and lose the line and the page while that is on its way."""
        self._tap()
        if self.form.can_write:
            self.form.text = " ".join(words(self._who.dice))
        to, fields = self.form.save, self._numbered()
        if not self._who.has_script:
            to, fields = self.form.action, [*self.form.fields(), ("next", "1")]
        self._lose_line(to, fields)

    def more(self) -> str | None:
        """Where there is another part of the question, now and then the value of the button that shows it."""
        further = [int(value) for button, value in self.form.buttons if button == "more" and int(value) > 0]
        return str(max(further)) if further and self._who.dice.random() < SHOWS_MORE else None

    @property
    def _key(self) -> str:
        return self.form.hidden["idempotency_key"]

    def _meet(self, page: str) -> None:
        form = form_of(page)
        if form is None:
            raise LookupError("a page without a question")
        self.form: Form = form
        self._number, self._saved = 0, form.value()
        if form.value() not in self._who.journal.newest(form.question):
            self._who.tally.fault(f"card {self._who.card.number}: {form.question} is shown other than it was said")

    def _change(self) -> None:
        """What the script does when something changed."""
        said = self.form.value()
        if said == self._saved or not self._who.has_script:
            return
        if self.loses_line:
            self._lose_line(self.form.save, self._numbered())
        if self._who.browser.save(self.form.save, self._numbered()):
            self._who.journal.confirmed(self.form.question, said, self._key)
            self._saved = said

    def _numbered(self) -> Fields:
        """The form as the script sends it: with a key of its own for each time."""
        self._number += 1
        kept = [(name, value) for name, value in self.form.fields() if name != "idempotency_key"]
        return [*kept, ("submission_key", f"{self._key}.{self._number}")]

    def _lose_line(self, to: str, fields: Fields) -> None:
        """The line drops while this is sent or before it is answered; after a while there is a new one."""
        self.loses_line = False
        self._who.journal.lost(self.form.question, self.form.value(), self._key)
        self._who.browser.drop(to, fields, whole=self._who.dice.random() < 0.5)
        self._who.wait(RETRY)

    def _send(self, before: Fields, pressed: Button) -> None:
        """Without a script: a tap is a form sent, and the page that comes back."""
        page = self._who.browser.press(self.form.action, [*before, pressed])
        self._who.journal.confirmed(self.form.question, self.form.value(), self._key)
        self._meet(page)

    def _taps(self) -> int:
        """How many times they tap; 0 where there is nothing to tap."""
        form = self.form
        if form.counted:
            return self._who.dice.randint(1, COUNTERS)
        if form.feelings:
            return self._who.dice.randint(1, len(form.feelings) // 2 + 1)
        if form.alone.issuperset(form.offered):  # "not sure" beside free text
            return int(bool(form.offered) and self._who.dice.random() < NOT_SURE)
        return 1 if form.takes_one else self._who.dice.randint(1, WISHES)

    def _tap(self) -> Button | None:
        """Tap something; the button that it was, where it is one."""
        form = self.form
        if form.counted:
            return self._count()
        if form.is_ranked:
            return self._rank()
        if form.feelings and not (form.offered and self._who.dice.random() < NOT_SURE):
            self._feel()
        elif form.offered:
            self._tick()
        return None

    def _tick(self) -> None:
        """Tick one more, or take it away again; what stands alone takes the others away."""
        form, one = self.form, self._who.dice.choice(self.form.offered)
        chosen = {one} if form.takes_one else set(form.chosen) ^ {one}
        if one in chosen:
            chosen = {one} if one in form.alone else chosen - form.alone
        form.chosen = [each for each in form.offered if each in chosen]
        if form.alone & chosen:
            form.felt.clear()

    def _feel(self) -> None:
        form, thing = self.form, self._who.dice.choice(list(self.form.feelings))
        form.felt[thing] = self._who.dice.choice(form.feelings[thing])
        form.chosen = [each for each in form.chosen if each not in form.alone]

    def _rank(self) -> Button:
        """Put a wish at the end, or take it away."""
        form, one = self.form, self._who.dice.choice(self.form.offered)
        others = [each for each in form.chosen if each not in form.alone]
        if one in form.chosen:
            form.chosen = [each for each in form.chosen if each != one]
        elif one in form.alone:
            form.chosen = [one]
        elif len(others) < WISHES:
            form.chosen = [*others, one]
        return "tap", one

    def _count(self) -> Button:
        """Put one more counter on something."""
        form, one = self.form, self._who.dice.choice(self.form.counted)
        counts = {code: int(count) for code, _, count in (each.partition(":") for each in form.chosen) if count}
        if sum(counts.values()) < COUNTERS:
            counts[one] = counts.get(one, 0) + 1
        form.chosen = [f"{code}:{counts[code]}" for code in form.counted if code in counts]
        return "add", one
