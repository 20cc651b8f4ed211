"""The base app, and both channels' in-memory half: every failure is a problem document."""

import asyncio
from typing import Any

import orjson
import pytest
from fastapi import FastAPI, Request, Response
from structlog.testing import capture_logs

from shared.contracts.model import Request as Body
from shared.http.channel import AsgiChannel, Reply
from shared.kernel.errors import AppError, FieldError, Kind
from shared.web import base_app, bytes_answer, middleware

ID = "request-0123"


class Greeting(Body):
    name: str
    times: int


@pytest.fixture
def app() -> FastAPI:
    made = base_app(title="greeter", version="1", public_url="https://a.example", max_body_bytes=100)

    @made.get("/teapots/{name}")
    async def teapot(name: str) -> Response:
        if name == "broken":
            raise ZeroDivisionError
        errors = (FieldError("/name", "unknown"),)
        raise AppError("teapot_missing", Kind.MISSING, "Ask for another.", errors=errors, retry_after_s=3)

    @made.post("/greetings")
    async def greet(greeting: Greeting) -> dict[str, str]:
        return {"said": greeting.name * greeting.times}

    @made.get("/bytes")
    async def ready_bytes(request: Request) -> Response:
        return bytes_answer(request, b'{"a": 1}', max_age_s=5)

    return made


async def ask(app: FastAPI, method: str, path: str, body: bytes = b"", **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return await AsgiChannel(app).request(method, path, body=body, headers={"x-request-id": ID, **named})


async def problem(app: FastAPI, method: str, path: str, body: bytes = b"") -> dict[str, Any]:
    reply = await ask(app, method, path, body, content_type="application/json")
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["x-request-id"] == ID
    document: dict[str, Any] = orjson.loads(reply.body)
    assert document["status"] == reply.status
    assert document["request_id"] == ID
    assert document["type"] == f"https://a.example/problems/{document['code']}"
    return document


async def test_an_expected_failure_is_a_problem(app: FastAPI) -> None:
    document = await problem(app, "GET", "/teapots/blue")
    reply = await ask(app, "GET", "/teapots/blue")

    assert document == {
        "type": "https://a.example/problems/teapot_missing",
        "title": "Not Found",
        "status": 404,
        "detail": "Ask for another.",
        "code": "teapot_missing",
        "request_id": ID,
        "errors": [{"pointer": "/name", "detail": "unknown"}],
    }
    assert reply.headers["retry-after"] == "3"


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/nowhere", b"", 404, "not_found"),
        ("DELETE", "/greetings", b"", 405, "method_not_allowed"),
        ("POST", "/greetings", b"{", 422, "invalid_request"),
        ("POST", "/greetings", b"x" * 101, 413, "content_too_large"),
        ("GET", "/teapots/broken", b"", 500, "internal"),
    ],
)
async def test_every_other_failure_is_one_too(
    app: FastAPI, method: str, path: str, body: bytes, status: int, code: str
) -> None:
    document = await problem(app, method, path, body)

    assert (document["status"], document["code"]) == (status, code)
    assert "ZeroDivision" not in str(document)


async def test_every_refused_field_is_named_once(app: FastAPI) -> None:
    document = await problem(app, "POST", "/greetings", b'{"times": "x", "colour/shade": 1}')

    assert [(field["pointer"], field["detail"]) for field in document["errors"]] == [
        ("/name", "This is needed and not there: add it."),
        ("/times", "Write a whole number."),
        (
            "/colour~1shade",
            "There is nothing of this name here: leave it out, or see /docs for what there is.",
        ),
    ]


async def test_a_body_that_is_no_json_is_told_where(app: FastAPI) -> None:
    broken, binary = [await problem(app, "POST", "/greetings", body) for body in (b'{"name": }', b"\xff")]

    assert [(field["pointer"], field["detail"]) for field in broken["errors"]] == [
        ("", "This is no JSON (character 9: Expecting value); mend it there.")
    ]
    assert (
        binary["detail"] == "The request body cannot be read; send what its Content-Type says, text in UTF-8."
    )


async def test_a_body_without_a_length_is_counted_as_it_comes(app: FastAPI) -> None:
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/greetings",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"x" * 60, "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)

    assert sent[0]["status"] == 413


async def test_a_body_that_never_ends_is_not_waited_for(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(middleware, "BODY_TIMEOUT_S", 0.01)
    sent: list[dict[str, Any]] = []
    headers = [(b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": "/greetings", "query_string": b"", "headers": headers}

    async def receive() -> dict[str, Any]:
        return await asyncio.Future()

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)

    assert (408, "request_timeout") == (sent[0]["status"], orjson.loads(sent[1]["body"])["code"])


async def test_ready_bytes_are_answered_once_and_then_304(app: FastAPI) -> None:
    first = await ask(app, "GET", "/bytes")
    etag = first.headers["etag"]
    again = await ask(app, "GET", "/bytes", if_none_match=f'"other", W/{etag}')
    changed = await ask(app, "GET", "/bytes", if_none_match='"other"')

    assert (first.status, first.body, first.headers["cache-control"]) == (
        200,
        b'{"a": 1}',
        "public, max-age=5",
    )
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)
    assert changed.status == 200


async def test_head_is_answered_as_get_would_be(app: FastAPI) -> None:
    got = await ask(app, "GET", "/bytes")
    head = await ask(app, "HEAD", "/bytes")
    posted = await ask(app, "HEAD", "/greetings")

    assert (head.status, head.headers) == (got.status, got.headers)
    assert posted.status == 405


async def test_what_an_address_takes_is_of_all_its_routes(app: FastAPI) -> None:
    @app.get("/greetings/{number}")
    @app.delete("/greetings/{number}")
    async def greeting(number: int) -> None: ...

    @app.patch("/greetings/last")
    async def last() -> None: ...

    replies = [await ask(app, "PUT", f"/greetings{rest}") for rest in ("", "/7", "/last")]
    assert [(it.status, it.headers["allow"]) for it in replies] == [
        (405, "POST"), (405, "DELETE, GET, HEAD"), (405, "DELETE, GET, HEAD, PATCH"),
    ]  # fmt: skip


async def test_an_id_that_could_forge_log_lines_is_replaced(app: FastAPI) -> None:
    reply = await ask(app, "GET", "/live", x_request_id="bad\tid!")

    assert len(reply.headers["x-request-id"]) == 32


async def test_ready_names_what_is_missing() -> None:
    async def ready() -> dict[str, bool]:
        return {"database": True, "migrations": False}

    reply = await ask(base_app(title="x", version="1", ready=ready), "GET", "/ready")

    assert reply.status == 503
    assert orjson.loads(reply.body) == {"ready": False, "checks": {"database": True, "migrations": False}}


async def test_why_something_is_away_is_in_the_log_alone(
    app: FastAPI, capsys: pytest.CaptureFixture[str]
) -> None:
    async def away() -> Response:
        said = "The shop is shut; try again."
        raise AppError("shop_shut", Kind.UNAVAILABLE, said, reason="10.0.0.9 refused bob")

    app.add_api_route("/shop", away)
    ready = base_app(title="x", version="1", ready=away)  # type: ignore[arg-type]
    replies = [await ask(app, "GET", "/shop"), await ask(ready, "GET", "/ready")]

    assert ["The shop is shut; try again.", {"check": "The shop is shut; try again."}] == [
        orjson.loads(replies[0].body)["detail"],
        orjson.loads(replies[1].body)["checks"],
    ]
    assert "".join(capsys.readouterr()).count("10.0.0.9 refused bob") == len(replies)


async def test_metrics_name_the_route_and_never_the_path(app: FastAPI) -> None:
    await ask(app, "GET", "/teapots/very-secret-pot")
    await ask(app, "GET", "/no/such/very-secret-page")
    text = (await ask(app, "GET", "/metrics")).body.decode()

    assert 'route="/teapots/{name}",service="greeter",status="404"' in text
    assert 'route="unmatched",service="greeter",status="404"' in text
    assert "very-secret" not in text


def test_openapi_declares_a_problem_for_every_operation(app: FastAPI) -> None:
    document = app.openapi()

    for path in ("/bytes", "/teapots/{name}"):
        answers = document["paths"][path]["get"]["responses"]
        assert list(answers["default"]["content"]) == ["application/problem+json"]
    assert "HTTPValidationError" not in document["components"]["schemas"]
    assert document["paths"]["/greetings"]["post"]["operationId"] == "greet"


async def test_a_fault_is_logged_by_its_route_for_a_path_may_hold_a_secret(app: FastAPI) -> None:
    with capture_logs() as logs:
        await ask(app, "GET", "/teapots/broken?code=123456")

    assert [(it["event"], it.get("route")) for it in logs if it["log_level"] == "error"] == [
        ("http.broke", "/teapots/{name}")
    ]
    assert "broken" not in str([{**it, "exc_info": None} for it in logs])


async def test_a_channel_answers_500_for_an_app_that_breaks() -> None:
    async def broken(_scope: object, _receive: object, _send: object) -> None:
        raise RuntimeError

    reply = await AsgiChannel(broken).request("GET", "/")

    assert reply == Reply(500, {}, b"")
