"""The shipped topics, classifier and embedding, end to end through the service's own app."""

from collections.abc import Callable
from datetime import UTC, datetime

from services.matching.app import create_app
from services.matching.composition import load_language, open_runtime
from services.matching.people.derive import derive
from services.matching.settings import MatchingSettings
from shared.clients.matching import MatchingClient
from shared.contracts.people import Profile
from tests.integration.matching.conftest import per
from tests.support.apps import PatientChannel
from tests.support.clock import FixedClock


async def test_a_profile_is_read_with_the_shipped_language(
    db_dsn: Callable[[str], str], redis_url: str
) -> None:
    settings = MatchingSettings(database_url=db_dsn("matching"), redis_url=redis_url)
    profile = Profile.model_validate(
        {"display_name": "Ana", "headline": "I run Kubernetes clusters", "interests": ["machine learning"]}
    )
    clock = FixedClock(datetime(2026, 11, 23, tzinfo=UTC))
    async with open_runtime(settings, clock=clock) as runtime:
        client = MatchingClient(PatientChannel(create_app(settings, runtime=runtime)))
        await client.put_person(per(1), profile)
        assert (await client.person(per(1))).profile == profile
        assert (await client.people(per(1)), await client.events(per(1))) == ((), ())


def test_stated_words_find_their_topic_in_the_shipped_tree() -> None:
    language = load_language()
    profile = Profile(display_name="Ana", interests=("machine learning", "sourdough starters"))
    traits = derive(profile, language.words, language.classifier, language.embedder)
    assert [(item.topic.partition(".")[0] == "", item.weight) for item in traits.topics] == [
        (False, 1.0),
        (False, 1.0),
    ]
    assert traits.topics[0].topic in language.words.labels
    assert traits.topics[1].topic == "~sourdough starters"
