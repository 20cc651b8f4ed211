"""A folder through the real reading process: counts, reasons, events, and what to do without any."""

import asyncio
import io
from pathlib import Path

import orjson
import pytest
from rich.console import Console

from services.events.ingest.model import ReadContext
from services.events.ingest.read.reader_protocol import Answer
from services.events.workers.ingest_folder import run
from services.events.workers.reader import DocumentReader
from shared.kernel.errors import AppError
from tests.support.reading import NOW, calendar

ROW = '{"name": "PyDays", "startDate": "2027-05-19", "city": "Vienna", "country": "Austria"}'
FIELDS = ("path", "format", "outcome", "listings", "rejected", "events")


def _fill(folder: Path) -> None:
    files = {
        "confs/2027/python.json": f"[{ROW}, 1]",
        "confs/2027/data.json": f"[{ROW}]",
        "cals/a.ics": calendar("UID:1\nSUMMARY:Rust\nDTSTART:20170519T190000Z"),
        "cals/login.ics": "<!doctype html><html><body>Sign in</body></html>",
        "lone.csv": "a,b",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


async def test_every_file_has_its_line_and_same_events_are_counted_once(tmp_path: Path) -> None:
    _fill(tmp_path / "feeds")
    await run(tmp_path / "feeds", NOW, report=tmp_path / "out.json", console=Console(file=io.StringIO()))
    report = orjson.loads((tmp_path / "out.json").read_bytes())
    assert [
        ("cals/a.ics", "icalendar", "ok", 1, {}, 1),
        ("cals/login.ics", "html", "not_what_it_claims", 0, {"html_instead_of_icalendar": 1}, 0),
        ("confs/2027/data.json", "confs_tech", "ok", 1, {}, 1),
        ("confs/2027/python.json", "confs_tech", "ok", 1, {"malformed_item": 1}, 1),
        ("lone.csv", "text", "unsupported_format", 0, {"unsupported_format": 1}, 0),
    ] == [tuple(it[key] for key in FIELDS) for it in report["files"]]
    assert [(".", 0), ("cals", 1), ("confs", 1)] == [(it["name"], it["events"]) for it in report["sources"]]
    assert [5, 3, 2] == [report["total"][key] for key in ("files", "listings", "events")]
    unread = [(it["path"], *each.values()) for it in report["files"] for each in it["unread"]]
    assert [
        ("cals/login.ics", "html_instead_of_icalendar", "document", None),
        ("confs/2027/python.json", "malformed_item", "[1]", None),
        ("lone.csv", "unsupported_format", "document", None),
    ] == unread


async def test_the_report_is_written_as_json_and_shown_as_a_table(tmp_path: Path) -> None:
    _fill(tmp_path / "feeds")
    shown = Console(file=io.StringIO(), width=200)
    failed = await run(tmp_path / "feeds", NOW, report=tmp_path / "out.json", console=shown)
    data = orjson.loads((tmp_path / "out.json").read_bytes())
    assert (0, {"files", "sources", "total"}, 5) == (failed, set(data), len(data["files"]))
    assert "not_what_it_claims 1" in shown.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "code"), [("missing", "folder_missing"), ("", "folder_empty")])
async def test_nothing_to_read_is_said(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(AppError, match=code):
        await run(tmp_path / name, NOW)


async def test_a_report_that_cannot_be_written_is_said_before_anything_is_read(tmp_path: Path) -> None:
    _fill(tmp_path / "feeds")
    with pytest.raises(AppError, match="report_not_writable"):
        await run(tmp_path / "feeds", NOW, report=tmp_path / "missing" / "out.json")


async def test_interrupted_it_reports_what_was_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(tmp_path / "feeds")
    read = DocumentReader.read_measured

    async def twice(self: DocumentReader, body: bytes, context: ReadContext) -> Answer:
        if "login" in context.url:
            raise asyncio.CancelledError
        return await read(self, body, context)

    monkeypatch.setattr(DocumentReader, "read_measured", twice)
    shown = Console(file=io.StringIO(), width=200)
    with pytest.raises(KeyboardInterrupt):
        await run(tmp_path / "feeds", NOW, report=tmp_path / "out.json", console=shown)

    data = orjson.loads((tmp_path / "out.json").read_bytes())
    assert ["cals/a.ics"] == [it["path"] for it in data["files"]]
    assert "Stopped after 1 of 5 files" in shown.file.getvalue()  # type: ignore[attr-defined]
