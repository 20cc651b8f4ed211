"""Taking one's data away: everything the house holds of a person, as a zip of JSON files."""

import json
import zipfile
from io import BytesIO

from services.gateway.accounts import ensure_profile
from services.gateway.runtime import Runtime
from services.gateway.store.held import held_of

_READ_ME = """What Acquaint holds of you. Each file is one kind of thing, as JSON.

profile.json       what you wrote of yourself, with who may see what
attendance.json    where you said that you go
suggestions.json   whom you were shown, and why; answers.json: what you said of it
showings.json      in which week and at which place of a list, by which way of judging
own_pages.json     pages you named as yours, and what they said of you
card.json          what the card shows that you hand out
searches.json      what you saved; letters.json: what was written to you
introductions.json whom you asked to meet, and who asked you
connections.json   whom you know, with your notes; meetings.json, promises.json: what passed between you
planned_meetings.json: whom an organiser's plan has you meet; plans.json: the plans that you take part in
put_aside.json, blocks.json: whom you do not want to see; dial.json: how unlike you they may be
weekly_letter.json when the letter comes; mails.json: what was sent to your address;
                   stopped_letters.json: which letters you wanted no more
account.json, sessions.json, sign_ins.json: your address, and where you are signed in
reports.json       what you reported, and what came of it
source_claims.json sources that you say are yours; source_looks.json: where we looked for your proof of late
contact_imports.json: files of contacts you brought of late
partners.json      which partners told us of you; groups.json: what they call you by at their events

Erase it all on your profile page, or by DELETE /v1/me.
"""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a zip can tell: the same data gives the same bytes."""


async def export(runtime: Runtime, person_id: str) -> bytes:
    """Return the zip; raise the error of a service that is down, for half of it would look like the whole."""
    await ensure_profile(runtime, person_id)
    theirs = await runtime.matching.held(person_id)
    claims = await runtime.events.held(person_id)
    ours = await held_of(runtime.db, runtime.key, person_id)
    records = {**ours.model_dump(mode="json")["records"], **theirs.records, **claims.records}
    return _zipped({f"{name}.json": _written(rows) for name, rows in sorted(records.items())})


def _written(rows: object) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _zipped(files: dict[str, str]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in {"README.txt": _READ_ME, **files}.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            archive.writestr(entry, text, zipfile.ZIP_DEFLATED)
    return made.getvalue()
