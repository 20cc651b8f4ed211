"""A partner's own keys: make one, use it everywhere, end the old one."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Depends

from services.gateway.api.http.ids import foreign_id
from services.gateway.api.http.lists import Asked, newest
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.partner.scope import with_scope
from services.gateway.partners.keys import KEY_BYTES, PartnerKey, hash_key, mint_key
from services.gateway.store.partners import keys as partner_keys
from shared.contracts.paging import Page
from shared.contracts.partners.keys import Key, NewKey
from shared.kernel.errors import AppError, Kind
from shared.web.openapi import problems

router = APIRouter(prefix="/v1/partner/keys", tags=["Partners"], responses=problems(403))
Keys = Annotated[PartnerKey, Depends(with_scope("keys"))]
KeyId = Annotated[str, foreign_id("key")]


@router.post("", status_code=201, summary="Make a key")
async def make_key(body: NewKey, runtime: Parts, partner: Keys) -> Key:
    """Make a key beside those there are; both are good until you end one, so that nothing stands still."""
    if beyond := sorted(set(body.scopes) - partner.scopes):
        detail = f"The key you ask with lacks {', '.join(beyond)}; ask the operator for one that has it."
        raise AppError("scope_missing", Kind.FORBIDDEN, detail)
    token = mint_key(secrets.token_bytes(KEY_BYTES), live=not body.test)
    made, now = PartnerKey(runtime.ids("key"), partner.partner, frozenset(body.scopes)), runtime.clock()
    await partner_keys.add_key(runtime.db, made, hash_key(token), now)
    scopes = tuple(sorted(made.scopes))
    return Key(id=made.id, scopes=scopes, created_at=now, last_used_at=None, revoked_at=None, key=token)


@router.get("", summary="List my keys")
async def my_keys(runtime: Parts, partner: Keys, asked: Asked) -> Page[Key]:
    """Give every key of yours, the newest first: one that nobody uses any more can be ended."""
    rows = await partner_keys.all_keys(runtime.db, partner.partner)
    found = [Key.model_validate(row, from_attributes=True) for row in rows]
    return newest(asked, Page[Key], found, lambda one: (one.created_at, one.id))


@router.delete("/{key_id}", status_code=204, summary="End a key")
async def end_key(key_id: KeyId, runtime: Parts, partner: Keys) -> None:
    """End a key at once; the one you ask with too."""
    if not await partner_keys.revoke_key(runtime.db, key_id, runtime.clock(), partner.partner):
        detail = "You have no such key that is still good; see `GET /v1/partner/keys`."
        raise AppError("key_missing", Kind.MISSING, detail)
