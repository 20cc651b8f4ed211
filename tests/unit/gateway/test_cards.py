from datetime import UTC, datetime
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from services.gateway.cards.code import qr_svg
from services.gateway.cards.contact_file import contact_file
from services.gateway.cards.handed import Card, handed
from services.gateway.contacts.vcard import cards
from services.gateway.web.forms.card import LABELS, read_card
from shared.contracts.network.cards import CardField, HandedCard, NewCard
from shared.contracts.people import HomePlace, Language, Need, Offer, Profile, Visibility

UNTIL = datetime(2027, 5, 20, tzinfo=UTC)
PAGE, BLOG = "https://ada.example", "https://blog.example/a,b;c"
ADA = Profile(
    display_name="Ada Lovelace",
    headline="Soil; carbon, counted",
    organisation="Loam & Sons, Ltd",
    place=HomePlace(city="Porto", country="PT"),
    bio="I count worms.",
    skills=("field work",),
    needs=(Need(kind="advice", text="cover crops"),),
    offers=(Offer(kind="teach", text="worm counting"),),
    values=("patience",),
    languages=(Language(tag="pt"),),
    links=(PAGE, BLOG),
    visibility=dict.fromkeys(("headline", "organisation", "bio"), Visibility.HIDDEN),
)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=80
)


def ada_s(*fields: CardField) -> HandedCard:
    return handed(Card("per_1", 0, fields, "evt_1", UNTIL), ADA, "ada@people.example", {BLOG})


def test_a_card_shows_what_was_chosen_and_the_name() -> None:
    assert HandedCard(name="Ada Lovelace", event_id="evt_1", valid_until=UNTIL) == ada_s()
    assert HandedCard(
        name="Ada Lovelace", headline="Soil; carbon, counted", links=(PAGE, BLOG), verified_links=(BLOG,),
        event_id="evt_1", valid_until=UNTIL,
    ) == ada_s("headline", "links")  # fmt: skip


@given(st.sets(st.sampled_from(get_args(CardField))))
def test_what_was_not_chosen_is_empty_and_what_was_is_there(fields: set[CardField]) -> None:
    shown = ada_s(*fields).model_dump()
    assert {name for name in get_args(CardField) if shown[name]} == fields
    assert bool(shown["verified_links"]) == ("links" in fields)


def test_a_card_is_kept_among_contacts_and_read_back() -> None:
    written = contact_file(
        ada_s("headline", "organisation", "links", "needs", "email"), "https://a.example/c/1"
    )
    assert (
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Lovelace\r\nN:Lovelace;Ada;;;\r\nORG:Loam & Sons\\, Ltd\r\n"
        b"TITLE:Soil\\; carbon\\, counted\r\nEMAIL:ada@people.example\r\nNOTE:Looks for: cover crops\r\n"
        b"URL:https://ada.example\r\nURL:https://blog.example/a,b;c\r\nSOURCE:https://a.example/c/1\r\nEND:VCARD\r\n"
    ) == written


@given(WORDS, WORDS)
def test_no_name_breaks_the_file(name: str, headline: str) -> None:
    written = contact_file(
        HandedCard(name=name, headline=headline, valid_until=UNTIL), "https://a.example/c/1"
    )
    [(number, read)] = cards(written.decode())
    assert (1, name.strip(), headline.strip()) == (number, read["name"], read["headline"])
    assert max(map(len, written.split(b"\r\n"))) <= 75


def test_a_code_is_a_picture_of_any_size_with_its_quiet_zone() -> None:
    drawn = qr_svg("https://acquaint.example/c/per_01jd3c9m8q7v0w1x2y3z4a5b6c.AAAAAAAAAAAAAAAAAAAAAAAA")
    assert drawn.startswith(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 45 45"')
    assert drawn == qr_svg(
        "https://acquaint.example/c/per_01jd3c9m8q7v0w1x2y3z4a5b6c.AAAAAAAAAAAAAAAAAAAAAAAA"
    )


def test_the_form_is_read_and_names_every_field_of_a_card() -> None:
    assert set(get_args(CardField)) == set(LABELS)
    assert NewCard(fields=("headline", "email"), event_id=None, days=7) == read_card(
        {"show": ["email", "headline", "salary"], "event_id": [""], "days": ["7"]}
    )
    assert NewCard(fields=()) == read_card({})
