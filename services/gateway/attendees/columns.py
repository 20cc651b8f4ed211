"""Names of columns as registration systems write them, each as ours."""

import re
from collections.abc import Mapping

_AS_OURS = {
    "display_name": ("name", "full_name", "attendee_name", "attendee", "participant", "guest_name"),
    "first_name": ("firstname", "given_name", "forename"),
    "last_name": ("lastname", "surname", "family_name"),
    "email": ("e_mail", "email_address", "e_mail_address", "attendee_email", "mail"),
    "external_id": ("attendee_id", "ticket_id", "ticket_code", "registration_id"),
    "organisation": ("organization", "company", "company_name", "employer", "affiliation", "institution"),
    "headline": ("job_title", "title", "position", "role", "occupation", "profession"),
    "bio": ("about", "about_me", "biography", "description"),
    "interests": ("topics", "interested_in", "tags"),
    "city": ("town", "location"),
    "links": ("website", "url", "linkedin", "linkedin_url", "homepage"),
    "languages": ("language",),
}
OURS = {theirs: ours for ours, names in _AS_OURS.items() for theirs in names}
_BETWEEN = re.compile(r"[^a-z0-9]+")


def our_name(column: str, ours: Mapping[str, str] = OURS) -> str:
    """Return our name of a column: `Job Title` is `headline`; one unknown comes back in our spelling."""
    spelt = _BETWEEN.sub("_", column.strip().lower()).strip("_")
    return ours.get(spelt, spelt)
