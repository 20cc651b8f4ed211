"""Judges the text embedding and the topic classifier on conference names whose topic is known.

    python -m deploy.embedding.evaluate --confs ../shared/data/feeds/json/confs-tech

A folder a year, a JSON file a topic (the layout of confs.tech). Prints one line a figure.
"""

import argparse
import json
import re
import sys
import tomllib
from pathlib import Path
from time import process_time

from deploy.embedding.scores import apply_head, macro_f1, train_head
from shared.text import load_embedder
from shared.topics import Classifier, load_topics

Labelled = dict[str, frozenset[str]]

_TRAIN = ("2015", "2017", "2019", "2021")
_TEST = ("2023", "2025")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|'\d\d\b")


def main() -> None:
    """Print every figure for the folder of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--confs", type=Path, required=True)
    folder = parser.parse_args().confs
    train, test = read(folder, _TRAIN), read(folder, _TEST)
    unseen = {name: labels for name, labels in test.items() if name not in train}
    say("names: train, test, test unseen", len(train), len(test), len(unseen))
    for title, items in (("all", train | test), ("test", test), ("unseen", unseen)):
        say(f"zero-shot macro-F1, {title}", zero_shot(items))
    for title, items in (("test", test), ("unseen", unseen)):
        say(f"linear head macro-F1, {title}", with_head(train, items))
        say(f"classifier: right first, right among five, silent, {title}", *classified(items))
    say("classifier: events a second", speed(list(train | test)))


def read(folder: Path, years: tuple[str, ...]) -> Labelled:
    """Return the topics of each distinct name, years taken off; `general` says nothing and is left out."""
    labels: dict[str, set[str]] = {}
    for path in sorted(path for year in years for path in (folder / year).glob("*.json")):
        for item in json.loads(path.read_text(encoding="utf-8")):
            name = " ".join(_YEAR.sub("", item["name"]).split())
            if name and path.stem != "general":
                labels.setdefault(name, set()).add(path.stem)
    return {name: frozenset(topics) for name, topics in labels.items()}


def zero_shot(items: Labelled) -> float:
    """Return the macro-F1 of the nearest topic description."""
    described = tomllib.loads((Path(__file__).parent / "confs_topics.toml").read_text(encoding="utf-8"))
    embedder = load_embedder()
    cosines = embedder.embed(list(items)) @ embedder.embed(list(described.values())).T
    return macro_f1(list(items.values()), [list(described)[i] for i in cosines.argmax(axis=1)])


def with_head(train: Labelled, test: Labelled) -> float:
    """Return the macro-F1 of a linear head on the vectors."""
    embedder = load_embedder()
    pairs = [(name, label) for name, labels in train.items() for label in sorted(labels)]
    head = train_head(embedder.embed([name for name, _ in pairs]), [label for _, label in pairs])
    return macro_f1(list(test.values()), apply_head(head, embedder.embed(list(test))))


def classified(items: Labelled) -> tuple[float, float, float]:
    """Return the shares of names whose first, and whose any, topic is right, and that got none."""
    tree = load_topics()
    classifier = Classifier(tree, load_embedder())
    first = among = silent = 0
    for name, labels in items.items():
        wanted = {topic for label in labels for topic in tree.hints[label]}
        got = [score.id for score in classifier.classify(name, "")]
        first += bool(got) and got[0] in wanted
        among += bool(wanted.intersection(got))
        silent += not got
    return first / len(items), among / len(items), silent / len(items)


def speed(names: list[str]) -> float:
    """Return how many events of about a hundred words are classified in a second of processor time."""
    classifier = Classifier(load_topics(), load_embedder())
    texts = [" ".join(names[i : i + 25]) for i in range(len(names))]
    start = process_time()
    for name, text in zip(names, texts, strict=True):
        classifier.classify(name, text)
    return len(names) / (process_time() - start)


def say(what: str, *figures: float) -> None:
    """Write one line."""
    shown = ", ".join(f"{figure:.3f}" if figure % 1 else f"{figure:.0f}" for figure in figures)
    sys.stdout.write(f"{what}: {shown}\n")


if __name__ == "__main__":
    main()
