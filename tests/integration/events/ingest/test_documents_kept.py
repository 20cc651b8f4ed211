"""What sources gave is kept for ninety days, and what they give as long as they give it."""

from datetime import timedelta

from services.events.ingest.fetch.outcome import Fetched, Validators
from services.events.ingest.fetch.verdict import Document
from services.events.runtime import Runtime
from services.events.store.ingest.documents import forget_documents, save_document
from tests.support.servers.publisher import add_source


async def test_only_what_is_old_and_no_longer_given_goes(runtime: Runtime) -> None:
    now, db = runtime.clock(), runtime.db
    for name, days in ((b"given", 91), (b"gone", 91), (b"new", 89)):
        document = Document(b"BEGIN", name, Fetched(Validators()))
        await save_document(db, document, b"", now - timedelta(days=days))
    await add_source(runtime, "https://a.example/x.ics")
    await db.execute("update source set document_sha256 = 'given'")

    assert [1, 0] == [await forget_documents(db, now), await forget_documents(db, now)]
    assert [b"given", b"new"] == [
        row["sha256"] for row in await db.fetch("select sha256 from document order by 1")
    ]
