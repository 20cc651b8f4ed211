from deploy.local.seeding.sample_people import DOMAIN, sample_people
from shared.topics import load_topics


def test_eighty_people_of_many_professions_and_places() -> None:
    people = sample_people()

    assert len(people) == 80
    assert len({person.email for person in people}) == 80
    assert {person.email.partition("@")[2] for person in people} == {DOMAIN}
    assert len({person.profile.place.city for person in people if person.profile.place}) >= 25
    assert all(person.profile.needs and person.profile.offers for person in people)


def test_most_interests_are_topics_of_most_areas() -> None:
    tree = load_topics()
    words = [word for person in sample_people() for word in person.profile.interests]
    topics = [word for word in words if word in tree.topics]

    assert len(topics) >= 0.95 * len(words)
    assert len({tree.topics[word].area for word in topics}) >= 23
