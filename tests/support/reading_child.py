"""A reading process whose classifier misbehaves on titles that ask for it; all else is the real one."""

import os
from collections.abc import Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from services.events.ingest.read.records import Tools
from shared.topics import Described, TopicScore
from tests.support.reading import SMALL_WORLD


class Naughty:
    """Hangs, dies, eats or hoards memory, or prints, as the title says."""

    def classify_all(self, described: Sequence[Described]) -> list[tuple[TopicScore, ...]]:
        """Misbehave, or return no topics."""
        return [self._classify(title) for title, _, _ in described]

    def _classify(self, title: str) -> tuple[TopicScore, ...]:
        while title == "hang":
            pass
        if title == "die":
            os._exit(1)
        if title == "hoard":
            self.kept = bytearray(80 * 2**20)
        if title == "eat":
            bytearray(1 << 40)
        print(title)  # noqa: T201 - a library that prints must not break the frames
        return ()


def real_child() -> ModuleType:
    """Load the real child from its file, without the package around it, as it runs in life."""
    path = Path(__file__).parents[2] / "services/events/workers/reader_child.py"
    spec = spec_from_file_location("reader_child", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    real_child().main(lambda _head: Tools(SMALL_WORLD, Naughty()))
