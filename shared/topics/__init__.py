"""The topic tree of all professions and the classifier over it."""

from shared.topics.classifier import Classifier, Described, TopicScore
from shared.topics.load import load_topics
from shared.topics.matcher import AliasMatcher
from shared.topics.tree import Area, Topic, TopicTree, area_of

__all__ = [
    "AliasMatcher", "Area", "Classifier", "Described", "Topic", "TopicScore", "TopicTree", "area_of",
    "load_topics",
]  # fmt: skip
