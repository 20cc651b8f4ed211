"""Where messages may be sent."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from shared.kernel.errors import AppError, FieldError, Kind


def checked_address(url: str, own_origins: frozenset[str]) -> str:
    """Return a webhook's address, if messages may go there; what it resolves to is checked when they do.

    Raises:
        AppError: `bad_webhook_url`: no https address, one inside a network, or one with a user name in it.
    """
    try:
        parts = urlsplit(url.strip())
        is_own = f"{parts.hostname}:{parts.port}" in own_origins
    except ValueError as error:
        raise _bad("This is no web address.") from error
    if not parts.hostname or (parts.scheme != "https" and not (is_own and parts.scheme == "http")):
        raise _bad("Give an https address, such as https://partner.example/acquaint.")
    if parts.username or parts.password or parts.fragment:
        raise _bad("Leave user name, password and fragment out of the address; messages are signed.")
    if not is_own and _is_inside(parts.hostname):
        raise _bad("This address lies inside a network; give one that is reached from the open internet.")
    return url.strip()


def _is_inside(host: str) -> bool:
    """Tell of an address written out that it leads inside; the client that sends asks this of every one."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _bad(detail: str) -> AppError:
    return AppError("bad_webhook_url", Kind.INVALID, detail, errors=(FieldError("/url", detail),))
