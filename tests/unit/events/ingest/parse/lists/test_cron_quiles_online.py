"""What a list of meetups calls an address where the group wrote that it is online."""

from services.events.ingest.parse.wire.json_text import Json
from tests.support.reading import parse_json


def test_what_a_map_knows_as_online_is_no_place() -> None:
    row: Json = {
        "title": "Rustaceans|Rust 1|France|Occitania",
        "dtstart": "2027-04-30T10:00:00-06:00",
        "hash_key": "1",
        "organizer": "Rustaceans",
        "location": "Online",
        "online": False,
        "city": "Montpellier",
        "country_code": "FR",
        "address": "Online, Croix d'Argent, Montpellier, Francia",
    }
    (read,) = parse_json([row]).listings
    assert (True, None, None, "Rust 1") == (read.online, read.city, read.address, read.title)
