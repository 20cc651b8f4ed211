"""Teacher vectors kept in a folder, so that a second build only embeds what is new."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float32]

_CHUNK = 4096


def remembered(texts: Sequence[str], folder: Path, embed: Callable[[Sequence[str]], Rows]) -> Rows:
    """Return one row a text, taking from the folder what it holds and adding what it lacks."""
    folder.mkdir(parents=True, exist_ok=True)
    known = _read(folder)
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    for start in range(0, len(missing), _CHUNK):
        chunk = missing[start : start + _CHUNK]
        rows = embed(chunk)
        name = hashlib.sha256("\n".join(chunk).encode()).hexdigest()[:16]
        np.savez(folder / f"{name}.npz", texts=np.array(chunk), rows=rows.astype(np.float16))
        known |= dict(zip(chunk, rows, strict=True))
    return np.stack([known[text] for text in texts]).astype(np.float32)


def _read(folder: Path) -> dict[str, Rows]:
    known: dict[str, Rows] = {}
    for path in sorted(folder.glob("*.npz")):
        with np.load(path) as stored:
            known |= dict(zip(stored["texts"].tolist(), stored["rows"], strict=True))
    return known
