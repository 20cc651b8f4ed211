"""A way to prove a source is offered as long as it is open and not begun, however many others are."""

from types import SimpleNamespace

from services.gateway.web.templating import environment

WAYS = (("rel_me", None), ("dns_txt", None), ("mail_webmaster", None), ("mail_info", "No mail is taken."))


def test_another_way_is_offered_until_none_is_open() -> None:
    offers = [SimpleNamespace(method=method, why_not=why_not) for method, why_not in WAYS]
    more = environment().get_template("publisher.html").module.more  # type: ignore[attr-defined]
    told = [bool(str(more(SimpleNamespace(offers=offers), offers[:begun]))) for begun in range(4)]
    assert told == [True, True, True, False]
