"""Providers: an organisation, one of its places, and whom to ask."""

from __future__ import annotations

from typing import Any

from wtforms import (
    RadioField,
    SelectField,
    StringField,
)

from pfa.accounts.models import Organisation, OrganisationKind, Site
from pfa.core.errors import Refused
from pfa.provision import rules
from pfa.provision.forms.fields import one_of, stripped
from pfa.provision.models import Provider
from pfa.provision.services.providers import ProviderValues
from pfa.web import e_mail
from pfa.web.forms import PfaForm, option

ORGANISATION_KINDS = {
    OrganisationKind.college: "College",
    OrganisationKind.specialist_college: "Specialist college",
    OrganisationKind.school: "School",
    OrganisationKind.training_provider: "Training provider",
    OrganisationKind.employer: "Employer",
    OrganisationKind.community: "Community organisation or charity",
    OrganisationKind.health: "Health service",
    OrganisationKind.authority: "Council",
}


class ProviderForm(PfaForm):
    """Where an organisation is and whom to ask; an organisation that is not known yet is named here too."""

    organisation_name = StringField("Name of the organisation", filters=[stripped])
    organisation_kind = SelectField("What kind of organisation", coerce=one_of(OrganisationKind))
    site = RadioField("Which of its places", coerce=str)
    site_name = StringField(
        "Name of the place", filters=[stripped], description="Only if it is not the organisation's own name"
    )
    postcode = StringField("Postcode", filters=[stripped], description="So that journeys can be worked out")
    contact_name = StringField("Whom to ask", filters=[stripped])
    contact_email = StringField("Their e-mail address", filters=[stripped])

    def __init__(self, organisation: Organisation | None, provider: Provider | None = None) -> None:
        super().__init__(obj=provider)
        self._sites = {str(site.public_id): site for site in organisation.sites} if organisation else {}
        kinds = [option(kind.value, words) for kind, words in ORGANISATION_KINDS.items()]
        self.organisation_kind.choices = [option("", "Choose a kind"), *kinds]
        if organisation is not None:
            del self.organisation_name, self.organisation_kind
        if self._sites:
            known = [option(key, _site_words(site)) for key, site in self._sites.items()]
            self.site.choices = [*known, option("new", "Another place")]
            if not self.is_submitted():
                self.site.data = str(provider.site.public_id) if provider is not None else known[0].value
        else:
            del self.site

    def validate(self, extra_validators: Any = None) -> bool:
        valid = bool(super().validate(extra_validators))
        wrong = [
            (name, words)
            for name, words, is_wrong in (
                ("contact_email", e_mail.WORDS, self._is_no_address()),
                ("organisation_kind", "Choose what kind of organisation it is", self._has_no_kind()),
                ("site_name", "Use 160 characters or fewer", len(self.site_name.data or "") > rules.NAME),
                ("contact_name", "Use 120 characters or fewer", len(self.contact_name.data or "") > 120),
            )
            if is_wrong
        ]
        for name, words in wrong:
            self.refuse(Refused(words, name))
        return valid and not wrong

    def values(self) -> ProviderValues:
        chosen = self._sites.get(str(self.site.data)) if "site" in self else None
        return ProviderValues(
            site=chosen,
            site_name=self.site_name.data or "",
            postcode=self.postcode.data or "",
            contact_name=self.contact_name.data or "",
            contact_email=self.contact_email.data or "",
        )

    def named(self) -> tuple[str, OrganisationKind]:
        """The organisation that is to be added."""
        return self.organisation_name.data or "", self.organisation_kind.data

    def _has_no_kind(self) -> bool:
        return "organisation_kind" in self and self.organisation_kind.data is None

    def _is_no_address(self) -> bool:
        text = self.contact_email.data or ""
        return bool(text) and not e_mail.is_e_mail(text)


def _site_words(site: Site) -> str:
    named = site.name or "Main place"
    return f"{named}, {site.postcode}" if site.postcode else named
