"""What people do with provision: one verb a function, grouped by what it is done to."""

from pfa.provision.services.groups import add_group, copy_groups, edit_group
from pfa.provision.services.opportunities import (
    add_opportunity,
    close_opportunity,
    edit_opportunity,
    reopen_opportunity,
)
from pfa.provision.services.organisations import add_organisation, add_site
from pfa.provision.services.places import give_back, set_continuing, take_place
from pfa.provision.services.pools import add_pool, edit_pool
from pfa.provision.services.providers import add_provider, edit_provider
from pfa.provision.services.shares import accept, change, decline, end, offer

__all__ = [
    "accept",
    "add_group",
    "add_opportunity",
    "add_organisation",
    "add_pool",
    "add_provider",
    "add_site",
    "change",
    "close_opportunity",
    "copy_groups",
    "decline",
    "edit_group",
    "edit_opportunity",
    "edit_pool",
    "edit_provider",
    "end",
    "give_back",
    "offer",
    "reopen_opportunity",
    "set_continuing",
    "take_place",
]
