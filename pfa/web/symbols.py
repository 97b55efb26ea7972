"""Our own line-drawn symbols: a concept's name and the words it stands for. The drawings are in `static/symbols.svg`.

A symbol never stands without its words: they are beside it, or are its text for those who do not see it. Kinds of work
are `work-` and their code; pictures for cards begin with `picture-`.
"""

from __future__ import annotations

from functools import cache
from xml.etree import ElementTree as ET

from markupsafe import Markup, escape

from pfa.core.resources import folder

SYMBOLS = {
    "study": "Study",
    "work": "Work",
    "community": "Community",
    "travel": "Travel training",
    "health": "Health",
    "own": "Own time",
    "free": "Free",
    "work-animal-care": "Animals",
    "work-art-media": "Art and media",
    "work-building": "Building and making",
    "work-care": "Caring for people",
    "work-catering": "Cooking and food",
    "work-cleaning": "Cleaning and laundry",
    "work-early-years": "Young children",
    "work-gardening": "Plants and gardens",
    "work-hair-beauty": "Hair and beauty",
    "work-health": "Hospitals and health",
    "work-it": "Computers",
    "work-motor": "Cars and bikes",
    "work-music": "Music and performing",
    "work-office": "Office work",
    "work-retail": "Shops",
    "work-sport": "Sport and leisure",
    "work-warehouse": "Warehouses and delivery",
    "travel-walk": "Walk",
    "travel-bus": "Bus",
    "travel-train": "Train",
    "travel-car": "Car",
    "travel-minibus": "Council transport",
    "travel-with-someone": "With someone",
    "travel-bike": "Bike",
    "travel-wheelchair": "Wheelchair",
    "yes": "Yes",
    "no": "No",
    "maybe": "Maybe",
    "not-sure": "Not sure",
    "talk": "Talk to someone",
    "skip": "Skip",
    "back": "Back",
    "next": "Next",
    "changed-mind": "I changed my mind",
    "help": "Help",
    "hand-up": "Ask",
    "listen": "Listen",
    "pause": "Stop for now",
    "send": "Send",
    "write": "Write",
    "warning": "Be careful",
    "who-reads": "Who reads this",
    "good": "Good",
    "okay": "Okay",
    "not-good": "Not good",
    "home": "Home",
    "friends": "Friends",
    "family": "Family",
    "helper": "Someone helping me",
    "alone": "By myself",
    "college": "College",
    "school": "School",
    "job": "A job",
    "apprenticeship": "Apprenticeship",
    "internship": "Supported internship",
    "training": "Training",
    "volunteering": "Volunteering",
    "look-around": "Have a look",
    "active": "Being active",
    "swim": "Swimming",
    "outdoors": "Outdoors",
    "games": "Games",
    "food": "Food",
    "rest": "Rest",
    "quiet": "Quiet",
    "money": "Money",
    "learn": "Learn new things",
    "therapy": "Therapy",
    "safe": "Feeling safe",
    "clothes": "Looking after myself",
    "hoist": "Hoist",
    "pick": "Pick",
    "first-three": "First, second, third",
    "future": "Later in my life",
    "partner": "A partner",
    "go-out": "Going out",
    "sleep": "Sleep",
    "online": "Safe on my phone",
    "letters": "How it looks",
    "speak": "Read aloud",
    "calendar": "Calendar",
    "clock": "Time",
    "morning": "Morning",
    "afternoon": "Afternoon",
    "picture-star": "a star",
    "picture-boat": "a boat",
    "picture-tree": "a tree",
    "picture-key": "a key",
    "picture-kite": "a kite",
    "picture-bell": "a bell",
    "picture-moon": "a moon",
    "picture-leaf": "a leaf",
    "picture-umbrella": "an umbrella",
    "picture-lamp": "a lamp",
    "picture-anchor": "an anchor",
    "picture-cloud": "a cloud",
    "picture-mountain": "a mountain",
    "picture-drum": "a drum",
    "days-1": "1 day a week",
    "days-2": "2 days a week",
    "days-3": "3 days a week",
    "days-4": "4 days a week",
    "days-5": "5 days a week",
    "together": "Together",
    "place": "A place",
    "near-home": "Near my home",
    "really": "What I want most",
    "counters": "Counters",
    "search": "Find",
    "camera": "Photo",
    "microphone": "My voice",
    "heart": "What matters to me",
}

PICTURES = tuple(name for name in SYMBOLS if name.startswith("picture-"))  # for cards: one is chosen for each person

_SVG = "{http://www.w3.org/2000/svg}"


def symbol_words(name: str) -> str:
    """The words of a symbol. Raises KeyError for a name that is not in the catalogue."""
    return SYMBOLS[name]


@cache
def _drawings() -> dict[str, str]:
    root = ET.parse(folder("static") / "symbols.svg").getroot()  # noqa: S314 - a file of our own
    found = {}
    for symbol in root.iter(f"{_SVG}symbol"):
        inside = "".join(ET.tostring(part, encoding="unicode") for part in symbol)
        found[symbol.attrib["id"]] = inside.replace("ns0:", "").replace(' xmlns:ns0="http://www.w3.org/2000/svg"', "")
    return found


def drawing(name: str, size: int = 24, colour: str = "currentColor") -> Markup:
    """A symbol with its lines inside it, for papers that can fetch nothing. Size in CSS pixels; it is decoration."""
    strokes = f'fill="none" stroke="{escape(colour)}" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"'
    start = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="{size}" height="{size}" {strokes}>'
    return Markup(f"{start}{_drawings()[name]}</svg>")  # noqa: S704 - a file of our own and escaped words
