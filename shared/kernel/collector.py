"""The garbage collector of a process that serves: what was loaded is never walked again."""

import gc
from typing import Final

_YOUNG: Final = 20_000
"""Objects made before the collector looks at the young ones: those of a document live until it is written."""
_GENERATIONS: Final = (_YOUNG, 20, 20)


def spare_what_is_loaded() -> None:
    """Set the collector so; to be called once, when modules and tables are loaded and work is to begin."""
    gc.set_threshold(*_GENERATIONS)
    gc.collect()
    gc.freeze()
