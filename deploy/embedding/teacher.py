"""The teacher: all-MiniLM-L6-v2 (Apache-2.0), run from its weights by a plain BERT forward pass.

Six layers of 384 units and 12 heads; a text's vector is the mean over its pieces, scaled to length one
(Devlin et al. 2019, arXiv:1810.04805; Reimers and Gurevych 2019, arXiv:1908.10084). Needs torch and
safetensors.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch  # type: ignore[import-not-found]
from safetensors.torch import load_file  # type: ignore[import-not-found]
from tokenizers import Tokenizer
from torch.nn import functional as fn  # type: ignore[import-not-found]

HIDDEN = 384
HEADS = 12
LAYERS = 6
MAX_PIECES = 64
"""Of one text: phrases and short descriptions are all that is taught on."""

_BATCH = 128


class Teacher:
    """The teacher's weights in memory."""

    def __init__(self, folder: Path) -> None:
        self._weights: dict[str, Any] = load_file(folder / "model.safetensors")
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_PIECES)
        self._tokenizer.no_padding()

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return unit vectors, float32 of shape (len(texts), HIDDEN)."""
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(pieces)), key=lambda i: len(pieces[i]))
        rows = np.zeros((len(texts), HIDDEN), dtype=np.float32)
        with torch.inference_mode():
            for start in range(0, len(order), _BATCH):
                batch = order[start : start + _BATCH]
                rows[batch] = self._forward([pieces[i] for i in batch]).numpy()
        return rows

    def _forward(self, pieces: list[list[int]]) -> Any:  # noqa: ANN401 - torch ships no types here
        longest = max(map(len, pieces))
        ids = torch.tensor([row + [0] * (longest - len(row)) for row in pieces])
        mask = torch.tensor([[1.0] * len(row) + [0.0] * (longest - len(row)) for row in pieces])
        state = self._norm("embeddings.LayerNorm", self._embeddings(ids))
        for layer in range(LAYERS):
            state = self._layer(f"encoder.layer.{layer}", state, mask)
        mean = (state * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return fn.normalize(mean, dim=1)

    def _embeddings(self, ids: Any) -> Any:  # noqa: ANN401
        w = self._weights
        words = w["embeddings.word_embeddings.weight"][ids]
        places = w["embeddings.position_embeddings.weight"][: ids.shape[1]]
        return words + places + w["embeddings.token_type_embeddings.weight"][0]

    def _layer(self, name: str, state: Any, mask: Any) -> Any:  # noqa: ANN401
        size = (*state.shape[:2], HEADS, HIDDEN // HEADS)
        query, key, value = (
            self._linear(f"{name}.attention.self.{part}", state).view(size).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        seen = mask[:, None, None, :] > 0
        heads = fn.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        mixed = self._linear(f"{name}.attention.output.dense", heads.transpose(1, 2).reshape(state.shape))
        state = self._norm(f"{name}.attention.output.LayerNorm", mixed + state)
        wide = fn.gelu(self._linear(f"{name}.intermediate.dense", state))
        return self._norm(f"{name}.output.LayerNorm", self._linear(f"{name}.output.dense", wide) + state)

    def _linear(self, name: str, state: Any) -> Any:  # noqa: ANN401
        return fn.linear(state, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _norm(self, name: str, state: Any) -> Any:  # noqa: ANN401
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return fn.layer_norm(state, (HIDDEN,), weight, bias, eps=1e-12)
