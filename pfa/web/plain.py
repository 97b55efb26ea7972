"""The form library's own messages in plain words, for every field that does not say its own."""

from __future__ import annotations

WORDS = {
    "This field is required.": "Answer this question.",
    "Not a valid integer value.": "Enter a whole number, like 8.",
    "Not a valid decimal value.": "Enter a number, like 8 or 1.5.",
    "Not a valid float value.": "Enter a number, like 8 or 1.5.",
    "Number must be between %(min)s and %(max)s.": "Enter a number from %(min)s to %(max)s.",
    "Number must be at least %(min)s.": "Enter %(min)s or more.",
    "Number must be at most %(max)s.": "Enter %(max)s or less.",
    "Not a valid choice.": "Choose one from the list.",
    "Invalid Choice: could not coerce.": "Choose one from the list.",
    "Invalid choice(s): one or more data inputs could not be coerced.": "Choose only from the list.",
    "'%(value)s' is not a valid choice for this field.": "Choose only from the list.",
    "Invalid input.": "Write this in another way.",
    "Invalid email address.": "Enter an e-mail address like name@example.org.",
    "Field must be at least %(min)d character long.": "Use %(min)d character or more.",
    "Field cannot be longer than %(max)d character.": "Use %(max)d character or fewer.",
    "Field must be exactly %(max)d character long.": "Use exactly %(max)d character.",
    "Field must be between %(min)d and %(max)d characters long.": "Use %(min)d to %(max)d characters.",
}


class Plain:
    """What the form library asks for its messages."""

    def gettext(self, text: str) -> str:
        return WORDS.get(text, text)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        words = WORDS.get(singular, singular if n == 1 else plural)
        return words if n == 1 else words.replace("character ", "characters ").replace("character.", "characters.")
