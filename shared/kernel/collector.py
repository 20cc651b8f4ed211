"""The garbage collector: it looks seldom, and in a process that serves never again at what was loaded."""

import gc
from typing import Final

_YOUNG: Final = 20_000
"""Objects made before the collector looks at the young ones: those of a document live until it is written."""
_GENERATIONS: Final = (_YOUNG, 20, 20)


def look_seldom() -> None:
    """Set the collector for much that stays; before modules are loaded this spares a sixth of a start."""
    gc.set_threshold(*_GENERATIONS)


def spare_what_is_loaded() -> None:
    """Leave out what is there; to be called once, when modules and tables are loaded and work is to begin."""
    look_seldom()
    gc.collect()
    gc.freeze()
