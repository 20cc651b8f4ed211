"""What a title or a sentence says of an event being off, later or online, and what only sounds so."""

import pytest

from services.events.ingest.normalise.status import status_of, unmarked
from shared.contracts.events import EventStatus

OFF, LATER, MOVED, ONLINE = (
    EventStatus.CANCELLED,
    EventStatus.POSTPONED,
    EventStatus.RESCHEDULED,
    EventStatus.MOVED_ONLINE,
)
TITLES = {
    OFF: (
        "Rust CANCELLED", "Rust is cancelled", "Rust *CANCELLED*", "**Canceled** Rust",
        "ABGESAGT: Rust", "Rust f\u00e4llt aus",
        "ANNUL\u00c9 : Rust", "SUSPENDIDO: Rust", "Rust - gaat niet door", "AFGELAST Rust",
        "Rust (annullata)", "CANCELADO: Rust", "ODWO\u0141ANE: Rust", "INST\u00c4LLT: Rust",
        "\u041e\u0422\u041c\u0415\u041d\u0415\u041d\u041e: Rust",
        "\u3010\u4e2d\u6b62\u3011Rust", "[\ucde8\uc18c] Rust", "Rust\uff08\u53d6\u6d88\uff09",
    ),
    LATER: (
        "POSTPONED: Rust", "Rust (verschoben auf 3. Mai)", "Report\u00e9 : Rust", "Rust (pospuesto)",
        "Adiado para maio: Rust", "Rinviato: Rust", "Rust (uitgesteld)", "\u3010\u5ef6\u671f\u3011Rust",
    ),
    MOVED: ("Rust - NEW DATE", "NEUER TERMIN: Rust", "Rust (nouvelle date)"),
    ONLINE: ("Rust \u2013 moved online", "Jetzt online: Rust", "Rust (online instead)"),
}  # fmt: skip
PLAIN = (
    "moved online", "now online", "online instead", "jetzt online", "nun online", "ahora virtual",
    "agora online", "rescheduled", "new date", "neuer termin", "nouvelle date", "nueva fecha", "nova data",
    "nuova data", "nieuwe datum", "postponed", "verschoben", "vertagt", "aplazado", "pospuesta", "postergado",
    "adiada", "rinviato", "posticipata", "uitgesteld", "uppskjuten", "utsatt", "udsat", "canceled",
    "called off", "abgesagt", "cancelado", "suspendida", "annullato", "geannuleerd", "afgelast", "avlyst",
    "aflyst", "peruttu", "peruutettu", "elmarad", "iptal edildi",
)  # fmt: skip


@pytest.mark.parametrize(("status", "title"), [(key, it) for key, titles in TITLES.items() for it in titles])
def test_a_mark_is_read_and_leaves_the_title(status: EventStatus, title: str) -> None:
    assert (status, "Rust") == (status_of(None, title), unmarked(title))


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Canceled Saturday Joy Ride", "Saturday Joy Ride"),
        ("Cancelled Milonga by A & B: Ocho", "Milonga by A & B: Ocho"),
        ("SOFT Ride - *Cancelled* See you in July", "SOFT Ride - See you in July"),
        ("** Cancelled - Rain ** SOFT Ride", "SOFT Ride"),
        ("CANCELED Milonga by A & B: CANCELED Ocho", "Milonga by A & B: Ocho"),
        ("CANCELED: A talk - cancelled projects and why", "A talk - cancelled projects and why"),
    ],
)
def test_a_date_of_a_series_is_renamed_when_it_is_off(title: str, bare: str) -> None:
    assert (OFF, bare) == (status_of(None, title), unmarked(title))


def test_no_word_in_plain_letters_is_passed_over() -> None:
    assert dict.fromkeys(PLAIN, "Rust") == {it: unmarked(f"[{it}] Rust") for it in PLAIN}


@pytest.mark.parametrize(
    "title",
    [
        "Cancelled Stamps: An Exhibition", "Cancelled Futures", "Cancelled dreams of the past",
        "THEMES ARE CANCELLED: The Living End", "The Cancelled Stamp Club", "How we cancelled our servers",
        "Entf\u00e4llt die Steuer? Vortrag", "Abgesagte Revolution: Vortrag", "Reporte: ventas",
        "Suspended animation", "*SEM 2023", "Annulation des dettes: d\u00e9bat",
    ],
)  # fmt: skip
def test_a_name_that_only_sounds_so_is_left_as_it_is(title: str) -> None:
    assert (EventStatus.SCHEDULED, title) == (status_of(None, title), unmarked(title))


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("This event has been cancelled.", OFF),
        ("Unfortunately we have to cancel this event.", OFF),
        ("Die Veranstaltung wurde leider abgesagt.", OFF),
        ("Die Veranstaltung muss leider ausfallen.", OFF),
        ("Leider m\u00fcssen wir die Veranstaltung verschieben.", LATER),
        ("Wir m\u00fcssen unseren Workshop leider absagen.", OFF),
        ("Wir m\u00fcssen die Veranstaltung bei Regen absagen.", EventStatus.SCHEDULED),
        ("L'\u00e9v\u00e9nement est annul\u00e9.", OFF),
        ("La soir\u00e9e est report\u00e9e.", LATER),
        ("El evento ha sido cancelado.", OFF),
        ("La reuni\u00f3n queda aplazada.", LATER),
        ("O evento foi adiado.", LATER),
        ("L'evento \u00e8 stato annullato.", OFF),
        ("Het evenement is geannuleerd.", OFF),
        ("The event has moved online.", ONLINE),
        ("If it rains the event is cancelled.", EventStatus.SCHEDULED),
        ("The event is cancelled should it rain.", EventStatus.SCHEDULED),
        ("Last year the event was cancelled.", EventStatus.SCHEDULED),
        ("Die Veranstaltung wird bei Regen abgesagt.", EventStatus.SCHEDULED),
        ("The event is not cancelled.", EventStatus.SCHEDULED),
        ("If you ask us: come. The event is cancelled.", OFF),
    ],
)
def test_a_sentence_counts_unless_it_only_may_be_so(sentence: str, status: EventStatus) -> None:
    assert status is status_of(None, "Rust", f"Join us.\n{sentence} See you!")
