"""On one page somebody sets when the weekly e-mail comes, and stops other letters or takes them up again."""

from tests.integration.gateway.browsing import entered, post
from tests.integration.gateway.conftest import House

ZONES = ("Pacific/Auckland", "Europe/Amsterdam", "Europe/Lisbon", "UTC")


async def test_the_weekly_letter_comes_when_i_say(house: House) -> None:
    ada = await entered(house)
    token = (await house.sign_in("ada@people.example")).headers["authorization"]
    mine = {"authorization": token}
    await ada.put("/v1/me", json={"display_name": "Ada", "timezone": "Pacific/Auckland"}, headers=mine)
    page = await ada.get("/letters")
    said = await post(
        ada, page, "/letters", frequency="fortnightly", weekday="5", hour="17", paused_until="2027-01-04"
    )
    held = (await ada.get("/v1/me/digest", headers=mine)).json()
    after = (await ada.get("/letters")).text
    assert "Next on Mon 30 Nov 2026 at 08:00, by the clock of Pacific/Auckland" in page.text
    assert (said.status_code, said.headers["location"]) == (303, "/letters?saved=yes")
    assert held == {
        "weekday": 5, "hour": 17, "frequency": "fortnightly", "paused_until": "2027-01-03T11:00:00Z",
    }  # fmt: skip
    assert 'value="2027-01-04"' in after
    assert "Next on Fri 8 Jan 2027 at 17:00" in after


async def test_who_chose_no_zone_lives_by_the_clock_of_their_city(house: House) -> None:
    ada = await entered(house)
    mine = {"authorization": (await house.sign_in("ada@people.example")).headers["authorization"]}
    told = []
    for said in (
        {"place": {"city": "Auckland", "country": "NZ"}},
        {"place": {"city": "Nowhere at all", "country": "NL"}},
        {"place": {"city": "Auckland"}, "timezone": "Europe/Lisbon"},
        {"place": {"city": "Auckland"}, "visibility": {"place": "hidden"}},
        {"place": {"city": "Nowhere at all"}},
    ):
        await ada.put("/v1/me", json={"display_name": "Ada", **said}, headers=mine)
        page = (await ada.get("/letters")).text
        letter = (await ada.get("/v1/me/digest/preview", headers=mine | {"accept": "application/json"})).text
        told += [zone for zone in ZONES if f"by the clock of {zone}," in page and f"({zone})" in letter]
    assert told == ["Pacific/Auckland", "Europe/Amsterdam", "Europe/Lisbon", "UTC", "UTC"]


async def test_what_is_no_choice_is_told_on_the_page_and_changes_nothing(house: House) -> None:
    ada = await entered(house)
    page = await ada.get("/letters")
    for odd in ({"weekday": "8"}, {"hour": "x"}, {"paused_until": "soon"}, {"frequency": "daily"}):
        fields = {"frequency": "never", "weekday": "1", "hour": "8", **odd}
        answer = await post(ada, page, "/letters", **fields)
        assert (answer.status_code, "Choose a day, an hour and how often" in answer.text) == (422, True)
    assert "Next on" in (await ada.get("/letters")).text


async def test_other_letters_are_stopped_and_taken_up_again(house: House) -> None:
    ada = await entered(house)
    page = await ada.get("/letters")
    await post(ada, page, "/letters/introductions", do="stop")
    stopped = (await ada.get("/letters")).text
    await post(ada, page, "/letters/introductions", do="resume")
    resumed = (await ada.get("/letters")).text
    unknown = await post(ada, page, "/letters/sign_in", do="stop")
    assert (stopped.count(">stopped<"), resumed.count(">stopped<")) == (1, 0)
    assert (unknown.status_code, (await (await house.browser()).get("/letters")).status_code) == (404, 303)
