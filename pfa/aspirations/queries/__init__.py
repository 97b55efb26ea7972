"""What is asked of answers, rounds and readings: typed, ordered, limited to what the asker may see."""

from pfa.aspirations.queries.answers import newest_answers

__all__ = ["newest_answers"]
