"""Which offers a wish for a way and a kind of work falls to: shared by places, each young person one starter in all."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from pfa.demand.projection.chance import Floats

UNSAID = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What one provider offers this year in one way and one kind of work ("" for any), with its places."""

    provider: Hashable
    pathway: str
    kind_of_work: str
    places: int


def shares(pathway: str, kind_of_work: str, offers: Sequence[Offer]) -> Floats | None:
    """Shares of one starter with these wishes, one an offer, that add up to 1; None where nothing on offer fits.

    The way and the kind of work they asked for; else the way in a programme of no kind of work of its own. Who named
    only one of the two is shared over all that fits that one. Who named neither has not chosen, and falls to nobody.
    """
    fits = [
        (pathway in (UNSAID, one.pathway)) and (kind_of_work in (UNSAID, one.kind_of_work)) and one.places > 0
        for one in offers
    ]
    if pathway and kind_of_work and not any(fits):
        fits = [one.pathway == pathway and not one.kind_of_work and one.places > 0 for one in offers]
    if not any(fits) or (pathway == kind_of_work == UNSAID):
        return None
    places = np.array([one.places if fit else 0 for one, fit in zip(offers, fits, strict=True)], dtype=float)
    return np.asarray(places / places.sum(), dtype=np.float64)
