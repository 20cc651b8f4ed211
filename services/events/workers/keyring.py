"""The operator's keys: added to a request at the last moment, and taken out of whatever comes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from pydantic import SecretStr

from services.events.ingest.fetch.verdict import NoAnswer
from services.events.ingest.ports import Fetch
from services.events.sources.hosts.keyed_apis import KEYED_APIS, KeyedApi, keyed_api, with_key
from services.events.sources.model import SourceSpec
from services.events.store.sources.key_use import use_key
from shared.db import Database
from shared.http.guarded import FetchFailed, FetchRefused, GuardedClient, Limits
from shared.kernel.clock import Clock
from shared.kernel.response import Response

_NOT_ACCEPTED = frozenset({401, 403})
_NO_REDIRECTS = Limits(max_redirects=0)
"""A redirect could carry the key elsewhere."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """Gives a source the fetch that shows the operator's key to the API that the key is for."""

    db: Database
    client: GuardedClient
    keys: Mapping[str, SecretStr]
    clock: Clock
    for_suggested: bool = False
    apis: tuple[KeyedApi, ...] = KEYED_APIS

    def api_of(self, url: str) -> KeyedApi | None:
        """Return the API that an address belongs to."""
        return keyed_api(url, self.apis)

    def fetch_for(self, spec: SourceSpec) -> Fetch | None:
        """Return how to fetch a source of such an API; None for every other source.

        Without a key, or for a source that may not use it, nothing is asked: `needs_operator_key`.
        """
        api = self.api_of(spec.url)
        if api is None:
            return None
        key = self.keys.get(api.name)
        may = spec.origin == "catalogue" or self.for_suggested
        return partial(self._fetch, api, key) if key and may else needs_key

    async def _fetch(
        self, api: KeyedApi, key: SecretStr, url: str, headers: Mapping[str, str]
    ) -> Response | NoAnswer:
        if self.api_of(url) is not api:
            return NoAnswer("needs_operator_key")
        if not await use_key(self.db, api.name, self.clock().date(), api.daily):
            return NoAnswer("operator_key_spent")
        secret = key.get_secret_value()
        request = with_key(api, url, secret)
        try:
            answer = await self.client.send(
                request.url, {**headers, **request.headers}, limits=_NO_REDIRECTS, body=request.body
            )
        except (FetchRefused, FetchFailed) as refusal:
            return NoAnswer(refusal.reason)
        return (
            NoAnswer("operator_key_refused") if answer.status in _NOT_ACCEPTED else _without(answer, secret)
        )


async def needs_key(url: str, headers: Mapping[str, str]) -> Response | NoAnswer:
    """Ask nothing: the API would answer only to a key."""
    del url, headers
    return NoAnswer("needs_operator_key")


def _without(answer: Response, secret: str) -> Response:
    """Return the answer without the key, should it repeat it; its own address, which held it, is dropped."""
    forms = {secret, quote(secret, safe=""), quote(secret)}
    body = answer.body
    for form in forms:
        body = body.replace(form.encode(), b"")
    headers = {name: value for name, value in answer.headers.items() if not any(it in value for it in forms)}
    return Response(answer.status, headers, body, "", None)
