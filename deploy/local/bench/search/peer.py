"""The same texts in tantivy, the Rust full-text library, where it is installed (`pip install tantivy`)."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from services.events.ingest.resolve.draft import EventDraft

TITLE_BOOST = 3.0
_MOST = 20


class Peer:
    """An index over title and text, all words needed, the title worth three times; it stores the JSON."""

    def __init__(self, folder: Path) -> None:
        try:
            import tantivy  # noqa: PLC0415 - the product does without
        except ImportError:
            self._index: Any = None
            return
        self._tantivy = tantivy
        schema = tantivy.SchemaBuilder()
        for field in ("title", "text"):
            schema.add_text_field(field, tokenizer_name="en_stem")
        schema.add_text_field("doc", stored=True, tokenizer_name="raw", index_option="basic")
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(schema.build(), path=str(folder))
        self._writer = self._index.writer(heap_size=256_000_000, num_threads=1)
        self._searcher: Any = None

    @property
    def is_there(self) -> bool:
        """Tell whether tantivy is installed."""
        return self._index is not None

    def add(self, drafts: Sequence[EventDraft]) -> None:
        """Index events."""
        if not self.is_there:
            return
        for draft in drafts:
            doc = draft.doc
            self._writer.add_document(
                self._tantivy.Document(title=doc["title"], text=doc["description"], doc=json.dumps(doc))
            )

    def commit(self) -> None:
        """Make what was added searchable."""
        if self.is_there:
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._index.reload()
            self._searcher = self._index.searcher()

    def search(self, words: str) -> str | None:
        """Return the best events with all the words, as a page of JSON."""
        if not self.is_there:
            return None
        query = self._index.parse_query(
            words, ["title", "text"], field_boosts={"title": TITLE_BOOST}, conjunction_by_default=True
        )
        hits = self._searcher.search(query, _MOST).hits
        return f"[{','.join(self._searcher.doc(address)['doc'][0] for _, address in hits)}]"
