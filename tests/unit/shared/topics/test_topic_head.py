"""A head learnt from labelled names: the same as a file, asked only where its labels apply."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from deploy.evaluation.topics.fit import fit, learn
from deploy.evaluation.topics.head import TopicHead
from deploy.evaluation.topics.names import Names
from shared.kernel.errors import AppError
from shared.text import load_embedder
from shared.topics import Classifier, TopicTree, load_topics
from shared.topics.head import Head, load, save
from shared.topics.name_signs import bare

LABELLED: Names = {
    **{f"{it} 2027": frozenset({"rust"}) for it in ("FerrisFest", "Oxidize", "Crabby Days", "Ferris Summit")},
    **{f"{it} 2027": frozenset({"security"}) for it in ("HackTheHarbour", "ZeroDay Camp", "Harbour Sec")},
    **{f"{it} 2027": frozenset({"python"}) for it in ("PySnake", "Snake Summit", "SnakeFest")},
}


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same names as files by topic."""
    folder = tmp_path_factory.mktemp("filed")
    for topic in sorted(frozenset().union(*LABELLED.values())):
        rows = [{"name": name} for name, topics in LABELLED.items() if topic in topics]
        (folder / f"{topic}.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Fitted:
    """What was learnt from the files, once: to learn takes seconds."""

    taught: TopicHead
    head: Head
    """As the services load it."""
    said: str


@pytest.fixture(scope="module")
def fitted(filed: Path, tmp_path_factory: pytest.TempPathFactory) -> Fitted:
    out, made = tmp_path_factory.mktemp("head") / "head.npz", list[TopicHead]()

    def learnt(taught: TopicHead, tree: TopicTree) -> Head:
        made.append(taught)
        return learn(taught, tree)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("deploy.evaluation.topics.fit.learn", learnt)
        said = fit([filed], out)
    return Fitted(made[0], load(out, load_topics()), said)


@pytest.fixture(scope="module")
def taught(fitted: Fitted) -> TopicHead:
    return fitted.taught


@pytest.fixture(scope="module")
def head(fitted: Fitted) -> Head:
    return fitted.head


@pytest.fixture(scope="module")
def plain() -> Classifier:
    return Classifier(load_topics(), load_embedder())


@pytest.fixture(scope="module")
def learnt(head: Head) -> Classifier:
    return Classifier(load_topics(), load_embedder(), head)


def test_the_file_tells_what_was_learnt(taught: TopicHead, head: Head, plain: Classifier) -> None:
    tree, embedder = load_topics(), load_embedder()
    for name in ("Ferris Camp", "Snake Days", "HackTheHarbour", "Zero Summit"):
        named = [(it.id, it.confidence) for it in plain.classify(bare(name), "")]
        best, likely = head.likeliest(name, embedder.embed([bare(name)])[0], named)
        by_topic: dict[str, float] = {}
        for label, share in zip(taught.topics, taught.classify([name])[0].tolist(), strict=True):
            topic = tree.hints[label][0]
            by_topic[topic] = by_topic.get(topic, 0.0) + share
        assert max(by_topic, key=by_topic.__getitem__) == best
        assert by_topic[best] == pytest.approx(likely, abs=0.01)


@pytest.mark.parametrize(
    ("name", "hints", "is_asked"),
    [
        ("FerrisFest 2028", ("software",), True),
        ("FerrisFest 2028", ("software.python",), True),
        ("FerrisFest 2028", (), False),
        ("FerrisFest 2028", ("health",), False),
        ("FerrisFest 2028", ("software", "health"), False),
        ("FerrisFest of nursing", ("software",), False),
    ],
)
def test_it_is_asked_only_where_the_source_is_of_its_areas(
    plain: Classifier, learnt: Classifier, name: str, hints: tuple[str, ...], *, is_asked: bool
) -> None:
    before, after = plain.classify(name, "", hints), learnt.classify(name, "", hints)
    told = [it.evidence for it in after if it.id == "software.rust"]
    assert (["resembles names that were filed under it"] if is_asked else []) == told
    assert is_asked or before == after


def test_labelled_files_become_a_head(filed: Path, fitted: Fitted, tmp_path: Path) -> None:
    assert {"software.rust", "software.python"} <= {*fitted.head.topics}
    assert f"from {len(LABELLED)} names" in fitted.said

    (filed / "bees.json").write_text('[{"name": "Hive Day"}]', encoding="utf-8")
    with pytest.raises(AppError, match="No topic is called bees"):
        fit([filed], tmp_path / "head.npz")


def test_what_is_no_head_is_refused(tmp_path: Path, head: Head) -> None:
    missing, text, other = tmp_path / "none.npz", tmp_path / "text.npz", tmp_path / "other.npz"
    text.write_text("no head", encoding="utf-8")
    np.savez(other, format=np.array("another"))
    cut = tmp_path / "cut.npz"
    save(head, cut)
    cut.write_bytes(cut.read_bytes()[:2000])
    for path in (missing, text, other, cut):
        with pytest.raises(AppError) as refused:
            load(path, load_topics())
        assert "topic_head_unreadable" == refused.value.code
