"""`acquaint evaluate topics`: the topic of a conference told from its name alone, learnt on other years."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Group, RenderableType
from rich.table import Table

from deploy.evaluation.topics.fit import learn
from deploy.evaluation.topics.head import TopicHead
from deploy.evaluation.topics.macro_f1 import macro_f1
from deploy.evaluation.topics.names import Names, read_names
from deploy.evaluation.topics.serving import serving
from shared.text import load_embedder
from shared.topics import load_topics

COLUMNS = ("name", "truth", "predicted", "top3")
_AMONG = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A name, the topics it is filed under, and the likeliest three of ours, best first."""

    name: str
    truth: frozenset[str]
    likeliest: tuple[str, ...]


def evaluate(train: Sequence[Path], test: Sequence[Path], out: Path) -> RenderableType:
    """Learn from some folders, tell the topics of the names in others, write them, return the scores."""
    taught, asked = read_names(train), read_names(test)
    tree, embedder = load_topics(), load_embedder()
    learnt = TopicHead(taught, tree, embedder)
    told = tell(learnt, asked)
    write(told, out)
    unseen = [it for it in told if it.name not in taught]
    table = Table(
        "names", "how many", "reading", "macro-F1", "among three", title=f"taught {len(taught)} names"
    )
    for names, some in (("all", told), ("not among those taught", unseen)):
        for reading, score in (("a topic a name", any_of), ("a line a name and file", each_file)):
            if some:
                table.add_row(names, str(len(some)), reading, *(f"{figure:.3f}" for figure in score(some)))
    served = Table("by the services", "macro-F1", "right first", "silent", title="the classifier that serves")
    for what, *figures in serving(asked, tree, embedder, learn(learnt, tree)):
        served.add_row(what, *(f"{figure:.3f}" for figure in figures))
    return Group(table, served, f"every name: {out}")


def tell(head: TopicHead, names: Names) -> list[Told]:
    """Return the likeliest topics of each name."""
    order = np.argsort(-head.classify(list(names)), axis=1, kind="stable")[:, :_AMONG]
    return [
        Told(name, truth, tuple(head.topics[i] for i in best))
        for (name, truth), best in zip(names.items(), order, strict=True)
    ]


def write(told: Sequence[Told], out: Path) -> None:
    """Write a line a name as CSV; several topics are parted by `|`."""
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for it in told:
            writer.writerow((it.name, "|".join(sorted(it.truth)), it.likeliest[0], "|".join(it.likeliest)))


def any_of(told: Sequence[Told]) -> tuple[float, float]:
    """Return macro-F1 and the share with a right one among three; a name is right on any of its topics.

    A wrong answer counts against the topic told and against the name's first topic by the alphabet.
    """
    truth = [it.likeliest[0] if it.likeliest[0] in it.truth else min(it.truth) for it in told]
    among = sum(not it.truth.isdisjoint(it.likeliest) for it in told) / len(told)
    return macro_f1(truth, [it.likeliest[0] for it in told]), among


def each_file(told: Sequence[Told]) -> tuple[float, float]:
    """Return the same where each file that a name stands in is a line of its own.

    One answer cannot be right for all files of a name, so this cannot come near 1.
    """
    lines = [(topic, it) for it in told for topic in sorted(it.truth)]
    among = sum(topic in it.likeliest for topic, it in lines) / len(lines)
    return macro_f1([topic for topic, _ in lines], [it.likeliest[0] for _, it in lines]), among
