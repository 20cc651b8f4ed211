"""What people call a sort of gathering: `python meetup` asks for Python, and for a meetup besides."""

from typing import Final

from shared.contracts.events import EventKind

EVENTS: Final = (
    "event events evenement evenements veranstaltung veranstaltungen evento eventos eventi evenementen"
)
GATHERINGS: Final = {
    "conference": (
        "conference conferences conf konferenz konferenzen tagung tagungen congreso congresos conferencia"
        " conferencias conferenza conferenze conferentie conferenties congres konferencja konferencje"
    ),
    "meetup": (
        "meetup meetups treffen stammtisch rencontre rencontres encuentro encuentros encontro spotkanie"
        " spotkania"
    ),
    "workshop": "workshop workshops atelier ateliers taller talleres warsztat warsztaty",
    "hackathon": "hackathon hackathons",
    "webinar": "webinar webinars",
    "seminar": "seminar seminars seminario seminarios seminaire seminaires",
    "course": "course courses kurs kurse curso cursos corso corsi cursus szkolenie szkolenia",
}
"""By kind, folded, in several languages; words that name other things as often (`class`) are left out."""
KIND_OF: Final = {word: EventKind(kind) for kind, words in GATHERINGS.items() for word in words.split()}
