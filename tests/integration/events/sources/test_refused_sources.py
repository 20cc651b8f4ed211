"""An address inside a network is refused when it is suggested, with the reason, and nothing of it is kept."""

import orjson

from services.events.app import create_app
from services.events.runtime import Runtime
from services.events.settings import EventsSettings
from tests.support.apps import PatientChannel, app_on

REFUSED = {
    "http://10.0.0.7/events.ics": "10.0.0.7 is not a public internet address, so it is not fetched.",
    "http://[::1]/events.ics": "::1 is not a public internet address, so it is not fetched.",
    "http://localhost/events.ics": "localhost is not a public internet address, so it is not fetched.",
    "http://0x7f.1/events.ics": "0x7f.1 is not a public internet address, so it is not fetched.",
    "http://93.184.215.14:8080/a.ics": "Port 8080 is not a web port; only 80 and 443 are fetched.",
}


async def test_what_would_not_be_fetched_is_refused_at_once(runtime: Runtime) -> None:
    api = PatientChannel(app_on(create_app, EventsSettings(), runtime))
    for url, reason in REFUSED.items():
        body, headers = orjson.dumps({"url": url}), {"content-type": "application/json"}
        reply = await api.request("POST", "/v1/sources", headers=headers, body=body)
        told = orjson.loads(reply.body)

        assert (reply.status, told["code"]) == (422, "source_refused")
        assert told["errors"] == [{"pointer": "/url", "detail": reason}]
    assert await runtime.db.fetchval("select count(*) from source where url = any($1)", list(REFUSED)) == 0
