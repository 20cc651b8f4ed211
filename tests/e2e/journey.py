"""One person's way through the product over HTTP: search, sign in, going, people, letter, way out."""

import email
import email.policy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import httpx

from tests.e2e.product import eventually

ADA, BEA = "ada@journey.example.net", "bea@journey.example.net"
ALL = {"interests": "public", "headline": "public", "needs": "public", "offers": "public"}


@dataclass
class Traveller:
    """A signed-in person."""

    web: httpx.Client
    address: str
    token: str

    def call(self, method: str, path: str, **body: Any) -> httpx.Response:
        headers = {"authorization": f"Bearer {self.token}"}
        return self.web.request(method, path, headers=headers, **body)

    def get(self, path: str) -> Any:
        answer = self.call("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()


def letters(outbox: Path, to: str) -> Iterator[EmailMessage]:
    """Yield the letters to one address."""
    for path in sorted(outbox.glob("*.eml")):
        letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        if letter["to"] == to:
            yield letter


def text_of(letter: EmailMessage) -> str:
    """Return the text part."""
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def sign_in(web: httpx.Client, outbox: Path, address: str) -> Traveller:
    """Ask for a code, read it from the outbox folder, trade it for a session."""
    assert web.post("/v1/auth/email", json={"email": address}).status_code == 202
    letter = eventually(lambda: next(letters(outbox, address), None))
    code = re.search(r"\b\d{6}\b", text_of(letter))
    assert code is not None
    answer = web.post("/v1/auth/token", json={"email": address, "code": code[0]})
    assert answer.status_code == 200, answer.text
    return Traveller(web, address, answer.json()["token"])


def introduce(traveller: Traveller, name: str, need: str, offer: str) -> None:
    """Fill in a profile."""
    profile = {
        "display_name": name,
        "headline": "Nurse who measures what works",
        "interests": ["health-care.nursing", "health-care.patient-safety"],
        "needs": [{"kind": "mentor", "text": need}],
        "offers": [{"kind": "mentee", "text": offer}],
        "timezone": "Europe/Berlin",
        "visibility": ALL,
    }
    answer = traveller.call("PUT", "/v1/me", json=profile)
    assert answer.status_code == 200, answer.text


def go(traveller: Traveller, event_id: str) -> None:
    """Say that one goes; the event may still be on its way to matching."""
    body = {"status": "going", "match": True, "listed": True}
    target = f"/v1/me/attendance/{event_id}"
    eventually(lambda: traveller.call("PUT", target, json=body).status_code == 200)


def found_event(web: httpx.Client) -> dict[str, Any]:
    """Search until the feeds have been read."""
    items = eventually(lambda: web.get("/v1/events", params={"q": "Nordic Nursing Congress"}).json()["items"])
    event: dict[str, Any] = items[0]
    return event


def unsubscribe(web: httpx.Client, letter: EmailMessage) -> None:
    """Do what a mail provider's button does (RFC 8058)."""
    address = re.search(r"<(http[^>]+)>", str(letter["list-unsubscribe"]))
    assert address is not None
    answer = web.post(httpx.URL(address[1]).path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200


def travel(web: httpx.Client, outbox: Path, send_digests: Callable[[], Path]) -> None:
    """Two nurses find the congress and one another; the letter names whom the page named."""
    event = found_event(web)
    ada, bea = sign_in(web, outbox, ADA), sign_in(web, outbox, BEA)
    introduce(ada, "Ada North", "Someone to teach me incident review", "I am keen to learn quality registers")
    introduce(bea, "Bea South", "A mentor for running a ward", "I want to learn how to run audits")
    for traveller in (ada, bea):
        go(traveller, event["id"])
    people = eventually(lambda: ada.get(f"/v1/me/people?event_id={event['id']}&limit=5")["items"])

    assert "Bea South" in [each["person"]["display_name"] for each in people]
    assert all(1 <= len(each["reasons"]) <= 3 for each in people)
    preview = ada.get("/v1/me/digest/preview")
    letter = next(letters(send_digests(), ADA))
    named = [each["person"]["display_name"] for each in preview["people"]]
    assert named
    assert [name for name in named if name not in text_of(letter)] == []
    unsubscribe(web, letter)
    assert ada.get("/v1/me/digest")["frequency"] == "never"
