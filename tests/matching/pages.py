"""Every page of runs and policies that can be opened, with somebody who may open it."""

from __future__ import annotations

import sqlalchemy as sa

from pfa.accounts.models import User
from pfa.matching.models import (
    Hint,
    HintRule,
    PolicyRecord,
    ProviderRequest,
    Run,
    RunFile,
    RunPerson,
    RunState,
    SuggestedGroup,
    UnmetWish,
)
from pfa.matching.policies import PolicySettings
from tests.factories import ENTRY_YEAR, World

RESULT = {
    "status": "feasible",
    "value": 990,
    "bound": 1000.0,
    "bound_from": "prices",
    "without_answers": 3,
    "unconfirmed_travel": 2,
}

NOT_PAGES = {"matching.file": "a file to keep", "matching.progress": "figures that the page itself asks for"}


def pages(world: World) -> dict[str, tuple[User, str]]:
    """One address for each endpoint, over a finished run with one person in it."""
    keys = {"authority_id": world.authority.id}
    settings = PolicySettings().as_json()
    policy = world.save(PolicyRecord(**keys, name="Wishes first", settings=settings))
    run = world.save(
        Run(
            **keys,
            name="First try",
            entry_year=ENTRY_YEAR,
            policy_name="Wishes first",
            policy=settings,
            seconds_at_most=20,
            state=RunState.done,
            asked_at=world.now,
            finished_at=world.now,
            value_so_far=990,
            bound_so_far=1000.0,
            result=RESULT,
        )
    )
    earlier = world.save(
        Run(
            **keys,
            name="An earlier try with a policy whose name is rather long",
            entry_year=ENTRY_YEAR,
            policy_name="Fewest wishes met first",
            policy=settings,
            seconds_at_most=20,
            state=RunState.done,
            asked_at=world.now,
            finished_at=world.now,
            result=RESULT,
        )
    )
    person = world.young_person("Constantinople-Maximiliana", "Featherstonehaugh-Cholmondeley")
    group = world.group()
    theirs = keys | {"run_id": run.id, "young_person_id": person.id}
    world.save(
        RunPerson(
            **theirs,
            value=700,
            sessions=6,
            sessions_wanted=10,
            own_sessions=0,
            wish_met=2,
            wishes_made=3,
            has_main=True,
            has_answered=True,
        ),
        RunPerson(
            **(theirs | {"run_id": earlier.id}),
            value=900,
            sessions=6,
            sessions_wanted=10,
            own_sessions=0,
            wish_met=1,
            wishes_made=3,
            has_main=True,
            has_answered=True,
        ),
        SuggestedGroup(**theirs, group_id=group.id),
        UnmetWish(**theirs, rank=1, target="sector:it", target_words="Computers", reason="full", words="Full."),
        ProviderRequest(**theirs, group_id=group.id, need="hoist"),
        RunFile(**keys, run_id=run.id, name="problem.zip", content=b"zip"),
    )
    world.save(
        Hint(
            **keys,
            young_person_id=person.id,
            rule=HintRule.never,
            opportunity_id=group.opportunity_id,
            because="They were bullied there; their worker knows more.",
            made_at=world.now,
            made_by_id=world.coordinator.id,
        )
    )
    who, base = world.coordinator, f"/runs/{run.public_id}"
    return {
        "matching.runs": (who, "/runs/"),
        "matching.new": (who, "/runs/new"),
        "matching.run": (who, base),
        "matching.progress": (who, f"{base}/progress"),
        "matching.suggestions": (who, f"{base}/people"),
        "matching.suggestion": (who, f"{base}/people/{person.public_id}"),
        "matching.requests": (who, f"{base}/requests"),
        "matching.groups": (who, f"{base}/groups"),
        "matching.compare": (who, f"{base}/compare?from={earlier.public_id}"),
        "matching.file": (who, f"{base}/files/problem.zip"),
        "matching.hints": (who, "/runs/hints"),
        "matching.hints_of": (who, f"/runs/hints/of/{person.public_id}"),
        "matching.hint_new": (who, f"/runs/hints/of/{person.public_id}/never"),
        "matching.policy_list": (who, "/runs/policies"),
        "matching.criteria": (who, f"/runs/policies/{policy.public_id}/criteria"),
        "matching.agreement": (who, f"/runs/policies/{policy.public_id}/agreement"),
        "matching.policy_new": (who, "/runs/policies/new"),
        "matching.policy": (who, f"/runs/policies/{policy.public_id}"),
    }


def forms(world: World) -> dict[str, str]:
    """Addresses of forms that stand on other pages."""
    with world.reading() as session:
        hint = session.scalars(sa.select(Hint)).first()
    return {"matching.hint_end": f"/runs/hints/{hint.public_id if hint else ''}/end"}
