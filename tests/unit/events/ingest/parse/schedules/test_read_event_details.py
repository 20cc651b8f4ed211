"""Programmes as researchr exports them, `event_details` and `timeslot` below a grammar of their own."""

from dataclasses import replace

from services.events.ingest.model import Place, Rejected
from services.events.ingest.session import Session
from tests.support.reading import read

_GRAMMAR = (
    "<!DOCTYPE event [<!ELEMENT title (#PCDATA)><!ATTLIST timeslot is_mirror CDATA #IMPLIED>"
    "<!ELEMENT event (event_details, subevent*, timeslot*, timezone_id?)>]>"
)
_DETAILS = (
    "<event_details><title>Lathes 2027</title><start_date>2027/05/19</start_date>"
    "<end_date>2027/05/20</end_date><location><facility_name>Old Mill</facility_name>"
    "<address>1 Main Street</address><city>Austin</city><state>Texas</state>"
    "<country>United States</country></location><url>https://lathes.example/</url></event_details>"
)


def _slot(title: str, starts: str, ends: str, person: str = "") -> str:
    return (
        f"<timeslot><title>{title}</title><room>Hall</room><date>2027/05/19</date>"
        f"<start_time>{starts}</start_time><end_time>{ends}</end_time>{person}</timeslot>"
    )


def test_an_event_of_slots_is_one_with_sessions() -> None:
    person = "<persons><person><first_name>Ada</first_name><last_name>Turner</last_name></person></persons>"
    part = f"<subevent><title>Wood</title>{_slot('Oak', '09:00', '10:30', person)}</subevent>"
    late = _slot("Party", "23:00", "01:00") + _slot("", "12:00", "13:00")
    reading = read(
        f"<?xml version='1.0'?>{_GRAMMAR}<event>{_DETAILS}{part}{late}"
        "<timezone_id>America/Chicago</timezone_id></event>"
    )
    (listing,) = reading.listings
    assert (listing.title, listing.starts.local, listing.ends and listing.ends.local, listing.url) == (
        "Lathes 2027", "2027-05-19", "2027-05-20", "https://lathes.example/"
    )  # fmt: skip
    assert (listing.starts.timezone, listing.place and replace(listing.place, lat=None, lon=None)) == (
        "America/Chicago",
        Place(venue="Old Mill", address="1 Main Street", city="Austin", region="TX", country="US"),
    )  # fmt: skip
    assert [
        Session("Oak", "2027-05-19T09:00", "2027-05-19T10:30", "Hall", ("Ada Turner",)),
        Session("Party", "2027-05-19T23:00", "2027-05-20T01:00", "Hall", ()),
    ] == list(listing.sessions)
    assert [Rejected("session_without_title", "timeslot 3")] == list(reading.rejected)


def test_a_grammar_that_declares_attributes_without_number_is_not_read() -> None:
    many = "".join(f"<!ATTLIST event a{number} CDATA '1'>" for number in range(501))
    reading = read(f"<?xml version='1.0'?><!DOCTYPE event [{many}]><event>{_DETAILS}</event>")
    assert (0, ["cut_off_document_type"]) == (
        len(reading.listings), [each.reason for each in reading.rejected]
    )  # fmt: skip
