"""Every sentence of this room that a young person reads: short, kind, for a reading age of 11 at most."""

from __future__ import annotations

from pfa.about.cleaning.errors import Fault
from pfa.about.models import AboutKind, Audience

SAYINGS = {
    "mine.title": "About me",
    "mine.lead": "This is your page. Show what you want people to know about you.",
    "mine.nobody": "You choose who sees each thing. At first nobody can see it.",
    "mine.first": "{who} looks at each thing first. It is their job to keep you safe.",
    "mine.first.soon": "They look within {hours} hours.",
    "mine.closed": "You cannot add things today. You can still talk to someone.",
    "mine.kept": "There is more here. It is kept. We do not show it when someone helps you.",
    "mine.print": "Print it with my views",
    "mine.add": "Add to it",
    "mine.full": "You have as many of these as there is room for.",
    "photo.title": "Photos",
    "photo.add": "Add a photo",
    "photo.lead": "Choose a photo of you, or of something you like.",
    "photo.hint": "A photo from a phone is fine. We take away the place and the time of it.",
    "photo.words": "What is in the photo?",
    "photo.one": "Photo",
    "photo.choose": "Choose a photo",
    "drawing.title": "Drawings",
    "drawing.add": "Add a drawing",
    "drawing.lead": "Draw something here. Or choose a picture of your drawing.",
    "drawing.hint": "A photo of your drawing is fine.",
    "drawing.words": "What is in the drawing?",
    "drawing.one": "Drawing",
    "drawing.pad": "Your paper",
    "drawing.keys": "Draw with your finger, a pen or a mouse. Or use the arrow keys. Press space to start or stop.",
    "drawing.colour": "Colour",
    "drawing.colour.ink": "Black",
    "drawing.colour.blue": "Blue",
    "drawing.colour.green": "Green",
    "drawing.colour.red": "Red",
    "drawing.colour.yellow": "Yellow",
    "drawing.undo": "Take the last line away",
    "drawing.clear": "Start again",
    "drawing.choose": "Or choose a picture",
    "voice.title": "My voice",
    "voice.add": "Add my voice",
    "voice.lead": "Say something about you. You have one minute.",
    "voice.hint": "A sound from a phone is fine. It can be one minute long.",
    "voice.words": "What do you say in it?",
    "voice.one": "Voice",
    "voice.start": "Start recording",
    "voice.stop": "Stop",
    "voice.running": "We are recording. You can stop when you want.",
    "voice.done": "Here is what you said. Listen to it, or start again.",
    "voice.no": "We cannot hear you here. You can choose a sound.",
    "voice.choose": "Or choose a sound",
    "good.title": "What people like about me",
    "good.add": "Say what people like about me",
    "good.lead": "What do people say is good about you? What are you good at?",
    "good.words": "What people like about me",
    "good.one": "What people like about me",
    "matters.title": "What matters to me",
    "matters.add": "Say what matters to me",
    "matters.lead": "Who and what matters to you? What is a good day for you?",
    "matters.words": "What matters to me",
    "matters.one": "What matters to me",
    "support.title": "How to help me well",
    "support.add": "Say how to help me well",
    "support.lead": "What can people do to help you? What must they not do?",
    "support.words": "How to help me well",
    "support.one": "How to help me well",
    "item.who": "Who can see this?",
    "item.who.lead": "Tick who can see it. With no tick, nobody can.",
    "item.who.worker": "My worker",
    "item.who.school": "My school",
    "item.who.college": "My college",
    "item.who.parent": "My parent or carer",
    "item.printed": "Put it on paper with my views",
    "item.save": "Save",
    "item.saved": "Saved.",
    "item.change": "Change this",
    "item.away": "Take it away",
    "item.nobody": "Nobody else sees this.",
    "item.seen": "You show it to: {names}.",
    "item.waits": "{who} looks at it first. Then these people see it: {names}.",
    "add.button": "Keep it",
    "add.done": "It is on your page.",
    "add.words.hint": "A few words help people who cannot see it or hear it.",
    "away.title": "Take it away?",
    "away.lead": "It goes from your page, and we delete it. We cannot get it back.",
    "away.first": "{who} may still keep it to keep you safe. {who} may show it to people who help.",
    "away.yes": "Yes, take it away",
    "away.no": "No, keep it",
    "away.done": "It is not on your page now.",
    "fault.title": "Please look at this",
    "fault.kind": "We cannot use this. Please choose another one.",
    "fault.large": "This is too big for us. Please choose another one.",
    "fault.long": "This is longer than one minute. Please say less.",
    "fault.broken": "We cannot open this. Please choose another one.",
    "fault.none": "Please choose one first.",
    "fault.words": "Please write something first.",
    "fault.too-long": "That is too long. Please use fewer words.",
    "home.lead": "Photos, drawings, your voice and your words.",
}
SYMBOL_OF = {
    AboutKind.photo: "camera",
    AboutKind.drawing: "write",
    AboutKind.voice: "microphone",
    AboutKind.good: "good",
    AboutKind.matters: "heart",
    AboutKind.support: "helper",
}
# What the same things are called on pages of the staff and of parents.
KIND_NAMES = {
    AboutKind.photo: "Photo",
    AboutKind.drawing: "Drawing",
    AboutKind.voice: "Voice note",
    AboutKind.good: "What people like about me",
    AboutKind.matters: "What matters to me",
    AboutKind.support: "How to help me well",
}


def say(key: str, **values: object) -> str:
    """One sentence of the catalogue. Raises KeyError for one that is not there."""
    return SAYINGS[key].format(**values)


def fault_words(fault: Fault) -> str:
    """What is wrong with a file, in words for young people."""
    return say(f"fault.{fault.value}")


def audience_names(shown_to: list[str]) -> list[str]:
    """Whom something is shown to, in order, in words for young people."""
    return [say(f"item.who.{one.value}").lower() for one in Audience if one.value in shown_to]
