"""`acquaint topics fit`: a topic head out of labelled names, for the services."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from deploy.evaluation.topics.head import TopicHead
from deploy.evaluation.topics.names import read_names
from shared.kernel.errors import AppError, Kind
from shared.text import load_embedder
from shared.topics import TopicTree, load_topics
from shared.topics.head import Head, save


def fit(folders: Sequence[Path], out: Path) -> str:
    """Learn from the topic files below the folders, write the head, and say what it is.

    Raises:
        AppError: no names, a file that is none, a topic that the tree does not know, or no place to write to.
    """
    names, tree = read_names(folders), load_topics()
    # what is unknown is told before the learning, which takes long
    _ids(frozenset().union(*names.values()), tree)
    head = learn(TopicHead(names, tree, load_embedder()), tree)
    try:
        save(head, out)
    except OSError as error:
        detail = f"{out} cannot be written ({error.strerror}): name another file."
        raise AppError("head_unwritable", Kind.INVALID, detail) from None
    areas = ", ".join(sorted(head.areas))
    size = out.stat().st_size // 1000
    return f"{out}: {len(set(head.topics))} topics of {areas}, from {len(names)} names, {size} kB."


def learn(taught: TopicHead, tree: TopicTree) -> Head:
    """Return a head whose topics are those of the tree."""
    return taught.linear(_ids(taught.topics, tree))


def _ids(topics: Iterable[str], tree: TopicTree) -> dict[str, str]:
    """Return the tree's topic for each label: itself, or the first that `hints.toml` has for it."""
    found = {topic: (topic,) if topic in tree.topics else tree.hints.get(topic, ()) for topic in topics}
    if unknown := sorted(topic for topic, ids in found.items() if not ids):
        detail = (
            f"No topic is called {', '.join(unknown)}: name the files by topic ids, as software.python.json."
        )
        raise AppError("topic_unknown", Kind.INVALID, detail)
    return {topic: ids[0] for topic, ids in found.items()}
