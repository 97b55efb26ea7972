"""Pages of the provision room."""

from pfa.provision.views import groups, interest, listing, opportunities, pools, providers, shares
from pfa.provision.views.room import blueprint

__all__ = ["blueprint", "groups", "interest", "listing", "opportunities", "pools", "providers", "shares"]
