"""Forms of the provision room. What is typed is read here; what is right is asked of `rules`."""

from pfa.provision.forms.groups import ContinuingForm, CopyForm, GroupForm
from pfa.provision.forms.opportunities import OpportunityForm, VersionForm
from pfa.provision.forms.pools import PoolForm
from pfa.provision.forms.providers import ProviderForm
from pfa.provision.forms.shares import PlacesForm, ShareForm

__all__ = [
    "ContinuingForm",
    "CopyForm",
    "GroupForm",
    "OpportunityForm",
    "PlacesForm",
    "PoolForm",
    "ProviderForm",
    "ShareForm",
    "VersionForm",
]
