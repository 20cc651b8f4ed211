"""How much sign-in mail an address and a network may cause: few enough that nobody is flooded."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Address, IPv6Network, ip_address

from shared.kernel.errors import AppError, Kind

WINDOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class MailLimits:
    """Sign-in mails per hour."""

    per_address: int = 5
    per_network: int = 30


@dataclass(frozen=True, slots=True)
class Sent:
    """Sign-in mails of the past hour that this request counts against."""

    to_address: int
    from_network: int


def network_of(host: str | None) -> str:
    """Return the network that a limit counts: one IPv4 address, or an IPv6 /64 (one household)."""
    try:
        address = ip_address((host or "").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((address, 64), strict=False))


def check_mail_limits(sent: Sent, limits: MailLimits) -> None:
    """Raise `AppError("too_many_sign_ins")` when one more mail would pass a limit."""
    if sent.to_address >= limits.per_address or sent.from_network >= limits.per_network:
        detail = (
            "Too many sign-in mails were asked for; use the newest one you have, or try again in an hour."
        )
        raise AppError("too_many_sign_ins", Kind.LIMITED, detail, retry_after_s=int(WINDOW.total_seconds()))
