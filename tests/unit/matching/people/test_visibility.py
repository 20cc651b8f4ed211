import pytest

from services.matching.people.visibility import Viewer, card, unknown_fields
from shared.contracts.people import PersonCard, Profile

PROFILE = Profile.model_validate({
    "display_name": "Ana Lopes", "headline": "Baker", "place": {"city": "Porto", "country": "PT"},
    "organisation": "Forno", "interests": ["food.baking", "sourdough"], "links": ["https://ana.example"],
    "visibility": {
        "display_name": "public", "headline": "public", "organisation": "match_only", "links": "matches",
        "place": "hidden",
    },
})  # fmt: skip
LABELS = {"food.baking": "Baking"}


@pytest.mark.parametrize(
    ("viewer", "interests", "links"),
    [
        (Viewer.STRANGER, (), ()),
        (Viewer.ATTENDEE, ("Baking", "sourdough"), ()),
        (Viewer.CONNECTION, ("Baking", "sourdough"), ("https://ana.example",)),
    ],
)
def test_each_viewer_sees_what_the_person_chose(
    viewer: Viewer, interests: tuple[str, ...], links: tuple[str, ...]
) -> None:
    expected = PersonCard(
        id="per_ana", display_name="Ana Lopes", headline="Baker", place=None, organisation=None,
        interests=interests, links=links,
    )  # fmt: skip
    assert expected == card("per_ana", PROFILE, viewer, LABELS)


def test_a_stranger_does_not_see_a_name_by_default() -> None:
    expected = PersonCard(
        id="per_x",
        display_name="A member",
        headline=None,
        place=None,
        organisation=None,
        interests=(),
        links=(),
    )
    assert expected == card("per_x", Profile(display_name="Xu", headline="Vet"), Viewer.STRANGER, {})


def test_a_visibility_of_no_field_is_named() -> None:
    profile = Profile.model_validate(
        {"display_name": "Xu", "visibility": {"shoe_size": "public", "bio": "hidden"}}
    )
    assert unknown_fields(profile) == ("shoe_size",)
