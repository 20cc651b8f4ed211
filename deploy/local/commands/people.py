"""`acquaint token` and `acquaint digest …`."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from rich.table import Table

from deploy.local.folders import prepare
from deploy.local.given import Given
from deploy.local.house import House
from deploy.local.opened import open_existing
from deploy.local.terminal import console
from deploy.local.trouble import Trouble
from services.gateway.accounts import ensure_account
from services.gateway.auth.addresses import name_from_address
from services.gateway.signing_in import issue
from services.gateway.store.auth.accounts import sample_people
from services.gateway.workers import digest
from services.gateway.workers.mailer import open_mailer
from shared.contracts.people import Profile


@dataclass(frozen=True, slots=True)
class Sending:
    """What `digest send` was asked for."""

    now: bool
    to_dir: Path | None
    email: str | None


async def token(data: Path, given: Given, email: str | None) -> None:
    """Print a new session token, alone on its line, for scripts."""
    async with open_existing(prepare(data), given) as (house, _plan):
        session = (await issue(house.gateway, await _person(house, email))).token
    print(session)


async def preview(data: Path, given: Given, email: str | None, html: Path | None) -> None:
    """Print the text part of the letter as it would be sent now; write the HTML part where asked."""
    async with open_existing(prepare(data), given) as (house, _plan):
        letter = await digest.preview(house.gateway, await _person(house, email))
    if letter is None:
        raise Trouble("This person has no account any more: name another with --email.")
    if html:
        await asyncio.to_thread(html.write_text, letter.html, encoding="utf-8")
    if letter.suppressed:
        console.print(f"[yellow]It would not be sent: {letter.suppressed}[/]")
    console.print(f"[bold]{letter.subject}[/]\n")
    print(letter.text)


async def send(data: Path, given: Given, wish: Sending) -> None:
    """Send what is due, or everybody's letter of this week, by the usual way or into a folder."""
    async with open_existing(prepare(data), given) as (house, plan):
        parts = house.gateway
        target = wish.to_dir or (plan.outbox if plan else None)
        mailer = open_mailer(f"folder://{quote(str(target.resolve()))}") if target else parts.mailer
        report = await digest.send_due(parts, parts.clock(), force=wish.now, mailer=mailer, email=wish.email)
    table = Table("letter", "state")
    for item in report.handed:
        table.add_row(item.message_id, str(item.state))
    console.print(table)
    where = f"in {target.resolve()}" if target else "handed over"
    console.print(f"{len(report.handed)} letters {where}, {len(report.kept_back)} kept back")
    for reason in sorted({note for _person_id, note in report.kept_back}):
        count = sum(note == reason for _person_id, note in report.kept_back)
        console.print(f"  {count} × {reason}")


async def _person(house: House, email: str | None) -> str:
    if email:
        return await ensure_account(house.gateway, email, Profile(display_name=name_from_address(email)))
    samples = await sample_people(house.gateway.db, limit=1)
    if not samples:
        raise Trouble("There are no sample people yet: let `acquaint up` finish its first start once.")
    return samples[0].person_id
