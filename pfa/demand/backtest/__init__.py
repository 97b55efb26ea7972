"""How well the count of plans a year ahead is foretold, tried on the published figures of English authorities."""
