"""Names of columns as registration systems write them, each as ours."""

import re
import unicodedata
from collections.abc import Mapping

_AS_OURS = {
    "display_name": (
        "name",
        "full_name",
        "attendee_name",
        "attendee",
        "participant",
        "guest_name",
        "nombre_completo",
    ),
    "first_name": ("firstname", "given_name", "forename", "vorname", "prenom", "nombre"),
    "last_name": ("lastname", "surname", "family_name", "nachname", "nom", "apellido", "apellidos"),
    "email": (
        "e_mail",
        "email_address",
        "e_mail_address",
        "attendee_email",
        "mail",
        "e_mail_adresse",
        "courriel",
        "correo",
    ),
    "external_id": ("attendee_id", "ticket_id", "ticket_code", "registration_id"),
    "organisation": (
        "organization",
        "company",
        "company_name",
        "employer",
        "affiliation",
        "institution",
        "organisation_name",
        "organization_name",
        "firma",
        "entreprise",
        "empresa",
    ),
    "headline": (
        "job_title",
        "title",
        "position",
        "role",
        "occupation",
        "profession",
        "job",
        "job_role",
        "beruf",
    ),
    "groups": (
        "group",
        "ticket_type",
        "ticket_name",
        "ticket_class",
        "attendee_type",
        "participant_type",
        "registration_type",
        "badge_type",
        "gruppe",
        "groupe",
        "grupo",
    ),
    "bio": ("about", "about_me", "biography", "description"),
    "interests": ("topics", "interested", "interested_in", "interest", "tags", "interessen"),
    "city": ("town", "location", "stadt", "ort", "ville", "ciudad"),
    "country": ("land", "pays", "pais"),
    "needs": ("looking_for", "looking", "seeking", "need", "hope_to_find"),
    "offers": ("can_offer", "offer", "offering", "can_give"),
    "links": ("website", "url", "linkedin", "linkedin_url", "homepage"),
    "languages": ("language",),
    "match": (
        "matching",
        "matchmaking",
        "match_me",
        "consent_matching",
        "consent_matchmaking",
        "matching_consent",
        "matchmaking_consent",
        "matchmaking_opt_in",
        "networking_opt_in",
        "networking_consent",
    ),
    "listed": ("attendee_list", "in_attendee_list", "attendee_list_consent"),
}
OURS = {theirs: ours for ours, names in _AS_OURS.items() for theirs in names}
_BETWEEN = re.compile(r"[^a-z0-9]+")


def our_name(column: str, ours: Mapping[str, str]) -> str:
    """Return our name of a column: `Job Title` is `headline`; one unknown comes back in our spelling."""
    plain = unicodedata.normalize("NFKD", column.strip().lower())
    spelt = _BETWEEN.sub("_", "".join(it for it in plain if not unicodedata.combining(it))).strip("_")
    return ours.get(spelt, spelt)
