"""An organiser's own table: columns are known however they are worded, what is not used is told."""

import csv
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.attendees.columns import OURS
from services.gateway.attendees.header import fields_of
from services.gateway.attendees.lines import CSV, Given, read_lines
from services.gateway.attendees.table import unused
from shared.contracts.partners.attendees import PersonLine

OWN = Given("evt_1", lenient=True, id_of=lambda email: f"adr_{email}")
KNOWN = frozenset(OURS.values())


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("Attendee First Name", "first_name"),
        ("Your e-mail address", "email"),
        ("Company / Organization", "organisation"),
        ("What are you interested in?", "interests"),
        ("Areas of interest", "interests"),
        ("Prénom", "first_name"),
        ("E-Mail-Adresse", "email"),
        ("Unternehmen", "organisation"),
        ("Société", "organisation"),
        ("Sprachen", "languages"),
        ("Puesto", "headline"),
        ("Fähigkeiten", "skills"),
        ("Work email", "email"),
        ("Skills", "skills"),
        ("What are you looking for?", "needs"),
        ("What can you offer?", "offers"),
        ("What they look for", "needs"),
        ("Who would you like to meet?", "needs"),
        ("Areas of expertise", "skills"),
        ("Would you like our newsletter?", ""),
        ("Can we e-mail you?", ""),
        ("Consent matching", "match"),
        ("Networking opt-in", "match"),
        ("Photo consent", ""),
        ("Email consent", ""),
        ("Company size", ""),
        ("Order date", ""),
        ("Ticket #", ""),
        ("Ticket Type", "groups"),
        ("Attendee #", ""),
        ("Event Name", ""),
        ("Ticket URL", ""),
        ("Home City", "city"),
        ("Which topics interest you? (tick all that apply)", "interests"),
        ("Can we introduce you to other attendees?", "match"),
        ("approval_status", "status"),
        ("Statut de l'inscription", "status"),
        ("Status der Anmeldung", "status"),
        ("メールアドレス", "email"),
        ("Фамилия", "last_name"),
        ("J'accepte d'être mis en relation", "match"),
        ("The", ""),
        ("", ""),
    ],
)
def test_a_column_is_known_by_its_telling_words(column: str, field: str) -> None:
    assert fields_of([column], OURS, KNOWN) == [field]


def test_of_two_columns_that_mean_one_field_the_plainest_counts() -> None:
    assert fields_of(["Current company", "Company", "Firma"], OURS, KNOWN) == ["", "organisation", ""]
    assert fields_of(["Email", "E-mail"], OURS, KNOWN) == ["email", "email"]
    assert fields_of(["E-mail", "Attendee email"], OURS, KNOWN) == ["", "email"]


def test_a_role_is_a_group_where_a_job_title_stands_beside_it() -> None:
    assert fields_of(["Role"], OURS, KNOWN) == ["headline"]
    assert fields_of(["Role", "Job title"], OURS, KNOWN) == ["groups", "headline"]
    assert fields_of(["Role", "Job title", "Group"], OURS, KNOWN) == ["headline", "", "groups"]


@given(st.lists(st.text(max_size=30), max_size=12))
def test_every_column_has_one_field_or_none_and_no_field_but_the_address_two(header: list[str]) -> None:
    fields = fields_of(header, OURS, KNOWN)
    assert len(fields) == len(header)
    assert set(fields) <= KNOWN | {""}
    named = [name for name in fields if name not in {"", "email"}]
    assert len(named) == len(set(named))


def test_a_messy_table_is_read_and_each_refused_line_says_why_in_plain_words() -> None:
    text = (
        "Ticket #;Attendee First Name;Surname ;E-Mail Address;City;Land;Event ID;Status;Looking for\r\n"
        "1;Ana;Lima;ana@mail.example;Lund;Sweden;77;Attending;a mentor\r\n"
        "2;Bo;Ek;;;;77;Attending;\r\n"
        "3;;;cy@mail.example;;;77;Attending;\r\n"
        "4;Ana;Again;ana@mail.example;;;77;Attending;\r\n"
        "5;Di;Ng;di@mail.example;;Norway;77;Attending;\r\n"
    )
    ana, *rest, di = read_lines(text.encode("utf-8-sig"), CSV, "people", OWN)
    assert isinstance(ana.body, PersonLine)
    assert ana.body.profile.model_dump(exclude_unset=True) == {
        "display_name": "Ana Lima",
        "place": {"city": "Lund", "country": "SE"},
        "needs": ({"kind": "advice", "text": "a mentor"},),
    }
    assert isinstance(di.body, PersonLine)
    assert di.body.profile.model_dump(exclude_unset=True) == {"display_name": "Di Ng"}
    assert [(line.number, line.problem) for line in rest] == [
        (3, "There is no e-mail address on this line."),
        (4, "There is no name on this line."),
        (5, "This e-mail address stands on line 2 too; keep one of them."),
    ]
    assert unused(text) == ["Ticket #", "Event ID"]


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        ("Vorname;Name;E-Mail", "Anna;Müller", "Anna Müller"),
        ("Naam;Voornaam;E-mail", "de Vries;Anna", "Anna de Vries"),
        ("First name;Name;Mail", "Ana;Ana Lima", "Ana Lima"),
        ("First name;Attendee name;Mail", "Ana;A. Lima", "A. Lima"),
        ("First name;Last name;Name;Mail", "Ana;Lima;Ana M. Lima", "Ana M. Lima"),
    ],
)
def test_a_name_beside_a_first_name_is_the_last_name(header: str, row: str, name: str) -> None:
    [line] = read_lines(f"{header}\n{row};a@b.example\n".encode(), CSV, "people", OWN)
    assert isinstance(line.body, PersonLine)
    assert line.body.profile.display_name == name


def test_a_placeholder_in_place_of_an_address_is_not_called_a_second_one() -> None:
    lines = read_lines(b"Name;Mail\nAna;n/a\nBo;n/a\nCy;c@b.example\nDi;c@b.example\n", CSV, "people", OWN)
    assert [(line.number, line.problem) for line in lines if line.problem] == [
        (3, "This is not an e-mail address that mail can be sent to; check it and try again."),
        (5, "This e-mail address stands on line 4 too; keep one of them."),
    ]


def test_what_people_type_costs_nobody_their_line_and_only_a_yes_is_an_agreement() -> None:
    text = (
        "Name;Mail;City;Country;Consent matching\n"
        "Ana Lima;Ana Lima <ana@mail.example>;Oslo;Norge;Ja\n"
        "Bo Ek;bo@mail.example;Lund;Skåne;x\n"
        "Cy Ng;cy@mail.example;;;\n"
        "Di Ng;di@mail.example;;;perhaps\n"
    )
    given = replace(OWN, agreed=frozenset({"match"}))
    *taken, di = read_lines(text.encode(), CSV, "people", given)
    bodies = [line.body for line in taken if isinstance(line.body, PersonLine)]
    assert [(it.email, it.attendance and it.attendance.match) for it in bodies] == [
        ("ana@mail.example", True), ("bo@mail.example", True), ("cy@mail.example", False),
    ]  # fmt: skip
    assert [it.profile.model_dump(exclude_unset=True).get("place") for it in bodies] == [
        {"city": "Oslo", "country": "NO"}, {"city": "Lund"}, None,
    ]  # fmt: skip
    assert di.problem == "“perhaps” is neither yes nor no, in the column of who agreed; write one of them."


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("Rust, Kafka", ("Rust", "Kafka")),
        ("Rust;Law, policy and society", ("Rust", "Law, policy and society")),
        ("Rust | Kafka", ("Rust", "Kafka")),
        ('"Rust\nKafka,"', ("Rust", "Kafka")),
    ],
)
def test_ticked_answers_are_parted_as_forms_part_them(cell: str, read: tuple[str, ...]) -> None:
    table = f"Name\tE-mail\tInterests\tLooking for\nAnn\ta@b.example\t{cell}\tsomebody slow, kind and near\n"
    [line] = read_lines(table.encode(), CSV, "people", OWN)
    assert isinstance(line.body, PersonLine)
    assert line.body.profile.interests == read
    assert [need.text for need in line.body.profile.needs] == ["somebody slow, kind and near"]


def test_what_does_not_fit_is_left_out_or_cut_and_told_and_costs_nobody_their_line() -> None:
    text = (
        "Name,Mail,Job title,LinkedIn,Languages,Looking for,Ticket type\n"
        f'Ana,a@b.example,{"x" * 161},@ana,"English (fluent), Klingonisch, Deutsch - Muttersprache, fr",'
        f"Two things: a desk and a mentor,{'t' * 61}\n"
    )
    [ana] = read_lines(text.encode(), CSV, "people", OWN)
    assert isinstance(ana.body, PersonLine)
    assert ana.body.profile.model_dump(exclude_unset=True) == {
        "display_name": "Ana",
        "headline": "x" * 160,
        "links": (),
        "languages": ({"tag": "en", "level": "C1"}, {"tag": "de", "level": "C2"}, {"tag": "fr"}),
        "needs": ({"kind": "advice", "text": "Two things: a desk and a mentor"},),
    }
    assert ana.body.attendance is not None
    assert ana.body.attendance.groups == ("t" * 60,)
    assert ana.problem == (
        "headline cut to 160; languages left out: “Klingonisch”; links left out: “@ana”; groups cut to 60"
    )


def test_what_says_that_there_is_nothing_is_nothing_but_in_a_name() -> None:
    text = (
        "First name;Last name;Mail;Job title;Company;Looking for;LinkedIn\n"
        "Ji;Na;a@b.example;N/A;-;TBD;n/a\n"
        "Bo;-;b@b.example;none;?;Keine.;.\n"
    )
    lines = read_lines(text.encode(), CSV, "people", OWN)
    bodies = [line.body for line in lines if isinstance(line.body, PersonLine)]
    assert [it.profile.model_dump(exclude_unset=True) for it in bodies] == [
        {"display_name": "Ji Na"}, {"display_name": "Bo"},
    ]  # fmt: skip
    assert [line.problem for line in lines] == [None, None]


@given(st.lists(st.text(max_size=170), min_size=8, max_size=8))
def test_whatever_stands_beside_a_name_and_an_address_the_line_is_taken(cells: list[str]) -> None:
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(["Name", "Mail", "Title", "Bio", "Languages", "Links", "Needs", "Offers", "City", "Group"])
    rows.writerow(["Ana", "a@b.example", *cells])
    [line] = read_lines(written.getvalue().encode(errors="replace"), CSV, "people", OWN)
    assert line.body is not None, line.problem


def test_lines_are_counted_as_a_spreadsheet_counts_its_rows() -> None:
    text = 'Name,Mail,Bio\nAna,a@b.example,"one\ntwo\nthree"\n\nBo,,\n'
    assert [line.number for line in read_lines(text.encode(), CSV, "people", OWN)] == [2, 4]
