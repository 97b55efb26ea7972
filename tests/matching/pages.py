"""Every page of runs and policies that can be opened, with somebody who may open it."""

from __future__ import annotations

import uuid

import sqlalchemy as sa

from pfa.accounts.models import User
from pfa.matching.inquiring.models import Inquiry, InquiryKind, OneMore, WishChange
from pfa.matching.joint.models import JointPart, PartState
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
from pfa.people.models import YoungPerson
from pfa.provision.models import Group
from tests.factories import ENTRY_YEAR, World
from tests.matching.asking import asks
from tests.provision.sharing import partner

RESULT = {
    "status": "feasible",
    "value": 990,
    "bound": 1000.0,
    "bound_from": "prices",
    "without_answers": 3,
    "unconfirmed_travel": 2,
    "value_expected": 810,
    "value_certain": 640,
    "likely_at_least": 70,
    "together_asked": 3,
    "together_met": 2,
    "joint": {"authorities": ["Invented Borough", "Partner Borough"], "closeness": 0.998},
}

NOT_PAGES = {
    "matching.file": "a file to keep",
    "matching.progress": "figures that the page itself asks for",
    "matching.worth_csv": "a file to keep",
    "matching.asked": "figures that the page itself asks for",
}


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
    group = world.group(chance=60, funder="high-needs", cost=6_000)
    friend = world.young_person("Bartholomew", "Featherstonehaugh")
    for one, whom in ((person, friend), (friend, person), (person, None)):
        asks(world, one, whom)
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
            best_alone=900,
            changes_known=True,
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
            best_alone=900,
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
    asked = found_out(world, run, person, group)
    failed = cannot_be(world, person, group)
    part = together(world)
    who, base = world.coordinator, f"/runs/{run.public_id}"
    return {
        "matching.changes": (who, f"{base}/changes"),
        "matching.even": (who, f"{base}/even"),
        "matching.worth": (who, f"{base}/worth"),
        "matching.worth_csv": (who, f"{base}/worth.csv"),
        "matching.check": (who, f"/runs/check?year={ENTRY_YEAR}"),
        "matching.asked": (who, f"/runs/questions/{asked.public_id}/progress"),
        "matching.run#failed": (who, f"/runs/{failed.public_id}"),
        "matching.joint_runs": (who, "/runs/joint"),
        "matching.joint_new": (who, "/runs/joint/new"),
        "matching.joint_run": (who, f"/runs/joint/{part.public_id}"),
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


def found_out(world: World, run: Run, person: YoungPerson, group: Group) -> Inquiry:
    """What the worker found out about a run: a plan B, a change, what one more is worth, and what stands in the way."""
    keys = {"authority_id": world.authority.id}
    other = world.group(world.opportunity("Computers for beginners", kind_of_work="it"), places=1)
    theirs = {"run_id": run.id, "young_person_id": person.id, "rank": 1, "group_id": other.id, "value_now": 700}
    world.save(
        WishChange(**keys, **theirs, kind="plan-b", amount=0, value=650, week=[other.id]),
        WishChange(**keys, **theirs, kind="place", amount=1, value=900, week=[group.id, other.id]),
        OneMore(
            **keys,
            run_id=run.id,
            place=1,
            row=f"group:G{other.id}",
            what="group",
            group_id=other.id,
            price=120.5,
            status="gain",
            points=200,
            firsts=1,
            wishes=2,
            mains=1,
            full_weeks=-1,
            answer="worth-01.zip",
        ),
        OneMore(
            **keys,
            run_id=run.id,
            place=2,
            row=f"viable:G{group.id}",
            what="viable",
            group_id=group.id,
            price=12,
            status="none proved",
        ),
    )
    year = {"entry_year": ENTRY_YEAR, "asked_at": world.now, "finished_at": world.now, "state": RunState.done}
    found = {
        "repairs": [repair(f"group:G{group.id}", 2, "places", "the provider")],
        "people": 3,
        "without_answers": 1,
        "unconfirmed_travel": 2,
        "closed_to": [person.id],
        "cannot_run": [{"group": other.id, "could": 1, "takes": 4}],
        "wishes": [{"words": "Computers", "people": 3, "places": 0, "closed_to": 3}],
    }
    world.save(Inquiry(**keys, **year, kind=InquiryKind.check, found=found))
    done = {"done": 7, "total": 20} | year
    return world.save(Inquiry(**keys, **done, kind=InquiryKind.worth, run_id=run.id))


def repair(row: str, amount: int, rule: str, whose: str) -> dict[str, object]:
    """One row of a repair list, as the solver gives it."""
    return {"row": row, "amount": amount, "rule": rule, "whose": whose, "words": ""}


def cannot_be(world: World, person: YoungPerson, group: Group) -> Run:
    """A run whose settled rows contradict each other, and what has to be mended."""
    keys = {"authority_id": world.authority.id}
    run = world.save(
        Run(
            **keys,
            name="One that could not be",
            entry_year=ENTRY_YEAR,
            policy_name="Wishes first",
            policy=PolicySettings().as_json(),
            seconds_at_most=20,
            state=RunState.failed,
            asked_at=world.now,
            finished_at=world.now,
            failure="Not everything that somebody must have can be had at once.",
        )
    )
    repairs = [
        repair(f"must:P{person.id}:G{group.id}", 1, "travel", "the co-ordinator"),
        repair(f"group:G{group.id}", 1, "places", "the provider"),
    ]
    about = {"entry_year": ENTRY_YEAR, "run_id": run.id, "asked_at": world.now, "finished_at": world.now}
    world.save(
        Inquiry(**keys, **about, kind=InquiryKind.check, state=RunState.done, found={"repairs": repairs}),
    )
    return run


def together(world: World) -> JointPart:
    """A joint run that this authority has proposed to another, which has agreed."""
    terms = {
        "authorities": [world.authority.name, f"Partner of {world.authority.name}"],
        "policy_name": "Wishes first",
        "policy": PolicySettings().as_json(),
        "agreed": ["Young people’s group, 3 November 2026"],
        "seconds": 20,
        "seed": 0,
    }
    about = {"joint": uuid.uuid4(), "name": "Spring, together", "entry_year": ENTRY_YEAR, "terms": terms}
    by = {"owner_id": world.authority.id, "proposed_by_id": world.coordinator.id, "proposed_at": world.now}
    other = partner(world)
    world.save(JointPart(**about, **by, other_id=other.id, state=PartState.agreed, answered_at=world.now))
    own = JointPart(**about, **by, other_id=world.authority.id, state=PartState.agreed, answered_at=world.now)
    return world.save(own)


def forms(world: World) -> dict[str, str]:
    """Addresses of forms that stand on other pages."""
    with world.reading() as session:
        hint = session.scalars(sa.select(Hint)).first()
        run = session.scalars(sa.select(Run).where(Run.result.is_not(None))).first()
        row = session.scalars(sa.select(RunPerson)).first()
        someone = session.get_one(YoungPerson, row.young_person_id) if row else None
        part = session.scalars(sa.select(JointPart).where(JointPart.owner_id == JointPart.other_id)).first()
        inquiry = session.scalars(sa.select(Inquiry).where(Inquiry.kind == InquiryKind.worth)).first()
    if not (hint and run and someone and inquiry and part):
        return {}
    return {
        "matching.hint_end": f"/runs/hints/{hint.public_id}/end",
        "matching.ask": f"/runs/{run.public_id}/ask/worth",
        "matching.ask_one": f"/runs/{run.public_id}/people/{someone.public_id}/ask",
        "matching.ask_stop": f"/runs/questions/{inquiry.public_id}/stop",
        "matching.check_again": "/runs/check",
    } | {
        f"matching.joint_{verb}": f"/runs/joint/{part.public_id}/{verb}"
        for verb in ("agree", "decline", "withdraw", "begin")
    }
