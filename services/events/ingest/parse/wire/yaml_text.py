"""YAML as plain lists, mappings and texts, built from the event stream alone.

No tag is obeyed and no scalar is converted: `2026-02-30` stays a text that costs its record only, and a
document cannot name a class. An alias is the object it names, not a copy; depth and nodes are bounded.
"""

from collections.abc import Iterator
from typing import Final, TypeAlias

import yaml

from services.events.ingest.model import Rejected

Yaml: TypeAlias = "dict[str, Yaml] | list[Yaml] | str | None"

MAX_DEPTH: Final = 20
MAX_NODES: Final = 500_000
MAX_ALIASES: Final = 1000
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlRefusedError(ValueError):
    """The text is not YAML as we read it; the message is a stable reason code."""


def read_yaml(text: str) -> tuple[list[Yaml], Rejected | None]:
    """Return the documents of a stream, and why reading stopped where it did; what came before is kept."""
    built = _Building()
    try:
        for event in yaml.parse(text, Loader=_Loader):
            built.take(event)
    except YamlRefusedError as refused:
        return built.documents, Rejected(f"cut_off_{refused}", "document")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        return built.documents, Rejected("cut_off_malformed", f"line {mark.line + 1}" if mark else "document")
    return built.documents, None


class _Building:
    def __init__(self) -> None:
        self.documents: list[Yaml] = []
        self._open: list[dict[str, Yaml] | list[Yaml]] = []
        self._keys: list[str | None] = []
        self._named: dict[str, Yaml] = {}
        self._nodes = self._aliases = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the stream."""
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event), event.anchor)
        elif isinstance(event, yaml.MappingStartEvent):
            self._enter({}, event.anchor)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._enter([], event.anchor)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._leave()
        elif isinstance(event, yaml.AliasEvent):
            self._aliases += 1
            if self._aliases > MAX_ALIASES:
                raise YamlRefusedError("too_many_aliases")
            self._add(self._named.get(event.anchor or ""), None)

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        return None if event.implicit[0] and event.value in _NOTHING else str(event.value)

    def _enter(self, opened: dict[str, Yaml] | list[Yaml], anchor: str | None) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise YamlRefusedError("nested_too_deep")
        self._add(opened, None)
        self._open.append(opened)
        self._keys.append(None)
        if anchor and len(self._named) < MAX_ALIASES:
            self._named[anchor] = opened

    def _leave(self) -> None:
        self._open.pop()
        self._keys.pop()

    def _count(self, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise YamlRefusedError("too_many_nodes")

    def _add(self, value: Yaml, anchor: str | None) -> None:
        self._count(1)
        if anchor and len(self._named) < MAX_ALIASES:
            self._named[anchor] = value
        within = self._open[-1] if self._open else self.documents
        if isinstance(within, list):
            within.append(value)
        elif self._keys[-1] is None:
            # A mapping as a key is legal, and nothing that a list of events needs.
            self._keys[-1] = value if isinstance(value, str) else ""
        else:
            self._count(_put(within, self._keys[-1], value))
            self._keys[-1] = None


def _put(within: dict[str, Yaml], key: str, value: Yaml) -> int:
    """Set the value, or merge it in; return how many entries a merge looked at."""
    if key == "<<" and isinstance(value, dict):
        for name, inherited in list(value.items()):
            within.setdefault(name, inherited)
        return len(value)
    within[key] = value
    return 0


def as_texts(node: object, depth: int = 0) -> Yaml:
    """Return a document of another format as YAML is read, all its scalars as texts: a date as ISO 8601.

    What lies too deep is left out.
    """
    if depth > MAX_DEPTH or node is None:
        return None
    if isinstance(node, dict):
        return {key: as_texts(value, depth + 1) for key, value in node.items()}
    if isinstance(node, list):
        return [as_texts(item, depth + 1) for item in node]
    return str(node).lower() if isinstance(node, bool) else str(node).strip() or None


def mappings(value: Yaml) -> Iterator[dict[str, Yaml]]:
    """Yield the mappings of a list, or the one mapping."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
