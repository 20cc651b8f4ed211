"""`acquaint keys …`: keys of partners, for whoever runs this installation."""

import secrets
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from deploy.local.folders import prepare
from deploy.local.given import Given
from deploy.local.opened import open_existing
from deploy.local.terminal import console
from deploy.local.trouble import Trouble
from services.gateway.partners.keys import KEY_BYTES, SCOPES, PartnerKey, hash_key, mint_key
from services.gateway.store.partners.keys import add_key, all_keys, revoke_key


async def create(data: Path, stores: Given, partner: str, scopes: list[str], *, live: bool) -> None:
    """Print a new key; it is shown this once."""
    if unknown := sorted(set(scopes) - SCOPES):
        raise Trouble(f"No such scope: {', '.join(unknown)}. There are: {', '.join(sorted(SCOPES))}.")
    if not partner.strip():
        raise Trouble(
            "A key belongs to somebody: name the partner, such as `acquaint keys create 'A partner'`."
        )
    async with open_existing(prepare(data), stores) as (house, _plan):
        runtime = house.gateway
        key = mint_key(secrets.token_bytes(KEY_BYTES), live=live)
        made = PartnerKey(runtime.ids("key"), partner.strip(), frozenset(scopes))
        await add_key(runtime.db, made, hash_key(key), runtime.clock())
    console.print(key, markup=False, highlight=False, soft_wrap=True)


async def show(data: Path, stores: Given) -> None:
    """Print every key, without what is secret of it."""
    async with open_existing(prepare(data), stores) as (house, _plan):
        rows = await all_keys(house.gateway.db)
    table = Table("id", "partner", "scopes", "made", "last used", "revoked")
    for row in rows:
        times = (row.created_at, row.last_used_at, row.revoked_at)
        told = [f"{time:%Y-%m-%d %H:%M}" if time else "" for time in times]
        table.add_row(row.id, escape(row.partner), ", ".join(row.scopes), *told)
    console.print(table if rows else "There are no keys yet: acquaint keys create PARTNER")


async def revoke(data: Path, stores: Given, key_id: str) -> None:
    """End a key at once."""
    async with open_existing(prepare(data), stores) as (house, _plan):
        if not await revoke_key(house.gateway.db, key_id, house.gateway.clock()):
            raise Trouble("There is no such key that is still good: see `acquaint keys list`.")
    console.print("Revoked.")
