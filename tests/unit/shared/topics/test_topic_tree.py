from collections import Counter
from dataclasses import replace

import pytest

from shared.topics import Topic, area_of, load_topics
from shared.topics.load import check_aliases

TREE = load_topics()


def test_25_areas_of_20_topics() -> None:
    assert len(TREE.areas) == 25
    assert Counter(topic.area for topic in TREE.topics.values()) == dict.fromkeys(TREE.areas, 20)


def test_ids_are_area_and_topic_slugs() -> None:
    assert all(topic.id == id_ and area_of(id_) == topic.area for id_, topic in TREE.topics.items())
    assert {topic.area for topic in TREE.topics.values()} == set(TREE.areas)
    assert TREE.topics["cloud.kubernetes"].label == "Kubernetes"


def test_every_topic_is_described_and_says_where_its_words_come_from() -> None:
    assert [topic.id for topic in TREE.topics.values() if not (topic.description and topic.source)] == []
    assert [topic.id for topic in TREE.topics.values() if len(topic.aliases) + len(topic.exact) < 3] == []


def test_labels_are_unique() -> None:
    assert len({topic.label for topic in TREE.topics.values()}) == len(TREE.topics)


def test_two_topics_may_not_claim_the_same_words() -> None:
    one = Topic("a.x", "Tea", "a", "A drink.", aliases=("Tarts & cakes",))
    with pytest.raises(ValueError, match=r"'tart and cake' of a\.y is empty or taken by a\.x"):
        check_aliases([one, replace(one, id="a.y", label="Cake", aliases=("tart and cake",))])


def test_affinity_falls_from_topic_to_area_to_nothing() -> None:
    assert TREE.affinity("law.ip", "law.ip") == 1.0
    assert TREE.affinity("law.ip", "law.contracts") == 0.4
    assert TREE.affinity("law.ip", "arts.music") == 0.0


def test_hints_cover_the_topics_of_confs_tech() -> None:
    assert TREE.hints["golang"] == ("software.go",)
    assert TREE.hints["general"] == ()
    assert len(TREE.hints) >= 38
