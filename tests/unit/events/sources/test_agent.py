"""How publishers see us: whose page is named."""

import pytest

from services.events.settings import EventsSettings


@pytest.mark.parametrize(
    ("said", "agent"),
    [
        (
            {"public_url": "https://events.example/"},
            "Acquaint/0.1 (+https://events.example/bot; public event feeds)",
        ),
        (
            {"public_url": "http://127.0.0.1:8000"},
            "Acquaint/0.1 (+https://acquaint.example/bot; public event feeds)",
        ),
        ({"public_url": "https://events.example", "user_agent": "Ours/2"}, "Ours/2"),
    ],
)
def test_the_page_of_the_installation_is_named_where_publishers_can_open_it(
    said: dict[str, str], agent: str
) -> None:
    assert EventsSettings.model_validate(said).agent() == agent
