import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.contacts.read import MOST_BYTES, read_contacts
from shared.contracts.network.contacts import Contact
from shared.kernel.errors import AppError

NOTES = 'Notes:\n"When exporting your connection data, you may notice, that some is missing."\n\n'
ENGLISH = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
GERMAN = "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n"
ROW = 'Ada,Lovelace,https://www.linkedin.com/in/ada,,"Loam, Ltd",Farmer,26 Nov 2024\n'
ADA = Contact.model_validate({
    "name": "Ada Lovelace", "headline": "Farmer", "organisation": "Loam, Ltd",
    "link": "https://www.linkedin.com/in/ada", "since": "2024-11-26",
})  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        NOTES + ENGLISH + ROW, ENGLISH + ROW, NOTES + GERMAN + ROW, (ENGLISH + ROW).replace("\n", "\r\n"),
        "\ufeff" + ENGLISH + ROW,
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_connections_are_read_with_notes_before_them_and_in_other_languages(text: str, encoding: str) -> None:
    form, [line] = read_contacts(text.encode(encoding))
    assert ("linkedin", ADA, None) == (form, line.contact, line.problem)


def zipped(members: dict[str, str], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", packed) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return made.getvalue()


def test_the_archive_of_linkedin_is_read_as_it_comes() -> None:
    archive = zipped({"Basic_x/messages.csv": "x", "Basic_x/Connections.csv": NOTES + ENGLISH + ROW})
    form, [line] = read_contacts(archive)
    assert ("linkedin", ADA, None) == (form, line.contact, line.problem)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (zipped({"xl/workbook.xml": "x"}), "holds no Connections.csv. Of a workbook save the sheet as CSV"),
        (zipped({"Connections.csv": "x" * (MOST_BYTES + 1)}), "more than 8 MB"),
        (zipped({"Connections.csv": ENGLISH + ROW})[:-30], "cannot be unpacked"),
        (zipped({"Connections.csv": ENGLISH + ROW}, zipfile.ZIP_LZMA), "cannot be unpacked"),
    ],
)
def test_another_archive_is_refused_with_what_to_do(body: bytes, told: str) -> None:
    with pytest.raises(AppError, match=told):
        read_contacts(body)


def test_one_bad_line_costs_no_other_and_a_bad_address_nobody() -> None:
    rows = ",,,,Loam,,\nBo,,not a page,no address,,,31/31/31\n" + ROW
    _, lines = read_contacts((NOTES + ENGLISH + rows).encode())
    assert [(5, None, "It names nobody."), (6, "Bo", None), (7, "Ada Lovelace", None)] == [
        (it.line, it.name, it.problem) for it in lines
    ]
    assert [None, Contact(name="Bo"), ADA] == [it.contact for it in lines]


def test_cards_of_all_versions_are_read() -> None:
    cards = (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada \r\n Lovelace\r\nORG:Loam\\, Ltd;Fields\r\nTITLE:Farmer\r\n"
        "item1.EMAIL;TYPE=work:ada@loam.example\r\nEMAIL:other@loam.example\r\nURL:https://ada.example\r\nEND:VCARD\r\n"
        "begin:vcard\nversion:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=\n=C3=B6rg\nend:vcard\n"
        "BEGIN:VCARD\nEMAIL:nobody@loam.example\nEND:VCARD\nBEGIN:VCARD\nFN:Cut"
    )
    form, lines = read_contacts(cards.encode())
    ada = Contact.model_validate({
        "name": "Ada Lovelace", "headline": "Farmer", "organisation": "Loam, Ltd",
        "email": "ada@loam.example", "link": "https://ada.example",
    })  # fmt: skip
    assert ("vcard", [ada, Contact(name="Jörg Müller"), None, None]) == (form, [it.contact for it in lines])


def test_a_file_is_read_no_further_than_it_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight megabytes of short lines had taken a minute."""
    lines = iter([(1, {"name": "Ada"})] * 4)
    monkeypatch.setattr("services.gateway.contacts.read.MOST_CONTACTS", 2)
    monkeypatch.setattr("services.gateway.contacts.linkedin.rows", lambda _: lines)
    with pytest.raises(AppError, match="more than 2 contacts"):
        read_contacts(ENGLISH.encode())
    assert 1 == len(list(lines))


def test_where_a_table_breaks_off_it_says_so() -> None:
    _, lines = read_contacts((ENGLISH + ROW + '"' + "x" * 200_000).encode())
    assert [True, False] == [it.contact is not None for it in lines]
    assert "mend this line" in (lines[1].problem or "")


@pytest.mark.parametrize("body", [b"", b"a,b\n1,2\n", b"\x00\xff", b"<html>", b"Notes:\n" * 100])
def test_what_holds_no_contacts_says_what_to_send(body: bytes) -> None:
    with pytest.raises(AppError, match=r"Connections\.csv") as refused:
        read_contacts(body)
    assert "import_unreadable" == refused.value.code


def test_who_stands_on_a_page_is_read_by_new_and_old_names() -> None:
    page = (
        '<!doctype html><ul><li class="h-card"><a class="p-name u-url" href="https://ada.example/">'
        'Ada <b>Lovelace</b></a> <i class="p-job-title">Farmer</i> of <span class="p-org h-card">'
        '<a class="p-name u-url" href="https://loam.example/">Loam</a></span> '
        '<a class="u-email" href="mailto:ada@loam.example?subject=x">write</a></li>'
        '<li class="vcard"><b class="fn">Bo</b> <b class="org">Loam</b> <a class="url" href="/bo">page</a>'
        '<li class="h-card">Cleo Day</li><li class="h-card"><i class="p-org">Loam</i></li></ul>'
    )
    form, lines = read_contacts(page.encode())
    ada = {"name": "Ada Lovelace", "headline": "Farmer", "organisation": "Loam", "email": "ada@loam.example"}
    assert ("hcard", [1, 2, 3, 4], "It names nobody.") == (form, [it.line for it in lines], lines[3].problem)
    assert [
        Contact.model_validate(ada | {"link": "https://ada.example/"}),
        Contact(name="Bo", organisation="Loam"),
        Contact(name="Cleo Day"),
    ] == [it.contact for it in lines[:3]]


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", ENGLISH.encode(), b"BEGIN:VCARD\nFN:", b"<p class=h-card>"]),
)
def test_any_bytes_are_read_or_refused(body: bytes, start: bytes) -> None:
    try:
        _, lines = read_contacts(start + body)
    except AppError:
        return
    assert all((it.contact is None) == (it.problem is not None) for it in lines)
