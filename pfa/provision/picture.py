"""Groups of a week as the cells of the week's picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pfa.calendar.picture import Cell
from pfa.people.codes import OWN_SESSION_NAMES, OwnSessionKind
from pfa.provision.kinds import COLOUR_OF_KIND, Certainty
from pfa.provision.models import Group


def week_of(
    groups: Iterable[Group],
    own: Mapping[str, tuple[OwnSessionKind, str]] | None = None,
    *,
    href: Callable[[Group], str | None] = lambda _group: None,
    warnings: Mapping[int, str] | None = None,
    places: Mapping[int, str] | None = None,
) -> list[Cell]:
    """The cells of a week: its groups, and own sessions as session → (kind, label).

    A provider whose name is part of the offer's own, such as "Work experience at Vale Vets", is not named again.
    `href` says where a group opens, `warnings` what is wrong with it by group id, `places` the names of other
    providers by id, for sessions that are held elsewhere.
    """
    cells = [Cell(session, "own", label or OWN_SESSION_NAMES[kind]) for session, (kind, label) in (own or {}).items()]
    for group in groups:
        offer = group.opportunity
        for session in group.sessions:
            elsewhere = (places or {}).get(group.held_at.get(session, 0))
            home = offer.provider.name
            cells.append(
                Cell(
                    session,
                    COLOUR_OF_KIND[offer.kind],
                    offer.name,
                    elsewhere or ("" if home.casefold() in offer.name.casefold() else home),
                    provisional=group.certainty is Certainty.provisional,
                    href=href(group),
                    warning=(warnings or {}).get(group.id),
                )
            )
    return cells
