"""The approver's list: weeks to which everyone else has said yes come first, and can be shown alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.packages import services
from pfa.packages.models import Package, Party, Said
from tests.factories import World
from tests.packages.scenes import Scene

Clients = Callable[[User | None], FlaskClient]


def say(scene: Scene, package: Package, said: Said, *, leave_out: Party | None = None) -> None:
    """Everybody but the authority answers alike."""
    with scene.world.writing() as session:
        row = session.get_one(Package, package.id)
        for each in row.current.standing:
            if each.party not in (Party.authority, leave_out):
                about = {"party": each.party, "provider_id": each.provider_id, "said": said, "number": row.newest}
                services.answer(session, row, actor=scene.actor, now=scene.world.now, **about)
        session.commit()


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*><a[^>]*>(\w+) Invented', page)


def test_weeks_that_only_the_authority_holds_up_come_first_and_can_be_shown_alone(
    world: World, client_as: Clients
) -> None:
    scene = Scene(world)
    silent, partly, ready, refused = [scene.someone(name) for name in ("Ali", "Bea", "Cai", "Dee")]
    scene.shared(silent)
    say(scene, scene.shared(partly), Said.yes, leave_out=Party.provider)
    say(scene, scene.shared(ready), Said.yes)
    say(scene, scene.shared(refused), Said.no)
    browser = client_as(world.approver)
    everything = browser.get("/packages/approvals").text
    assert names(everything) == ["Cai", "Ali", "Bea", "Dee"]
    assert everything.count("Everyone else: yes") == 1
    assert names(browser.get("/packages/approvals?answers=yes").text) == ["Cai"]


def test_a_filter_that_finds_nothing_leads_back_to_every_week(world: World, client_as: Clients) -> None:
    Scene(world).shared()
    page = client_as(world.approver).get("/packages/approvals?answers=yes").text
    assert "Show every week" in page
