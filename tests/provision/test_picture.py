"""What a group is called in the picture of a week."""

from __future__ import annotations

import pytest

from pfa.accounts.models import Organisation, Site
from pfa.provision.kinds import Certainty, OpportunityKind
from pfa.provision.models import Group, Opportunity, Provider
from pfa.provision.picture import week_of


def group(name: str, provider: str) -> Group:
    where = Provider(site=Site(name=""), organisation=Organisation(name=provider))
    offer = Opportunity(name=name, kind=OpportunityKind.work_experience, provider=where)
    return Group(id=1, opportunity=offer, sessions=["mon-am"], held_at={}, certainty=Certainty.confirmed)


@pytest.mark.parametrize(
    ("name", "place"), [("Work experience at Vale Vets", ""), ("WORK AT VALE VETS", ""), ("Animal care", "Vale Vets")]
)
def test_a_provider_whose_name_is_in_the_offers_own_is_not_named_twice(name: str, place: str) -> None:
    assert [cell.place for cell in week_of([group(name, "Vale Vets")])] == [place]
