"""TXT records of a name (RFC 1035, 3.3.14): asked once, bounded in time, number and length."""

from collections.abc import Sequence

import dns.asyncresolver
import dns.exception
import dns.name
import dns.nameserver
import dns.resolver

MOST_RECORDS = 100
LONGEST_RECORD = 1024
"""Characters of one record, its strings joined (RFC 7208, 3.3)."""


class DnsFailed(Exception):  # noqa: N818 - reads as the outcome it is
    """No answer could be had. `reason` is `name`, `timeout`, or `servers`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TxtResolver:
    """Asks the servers named (`address:port`, IPv6 in brackets), or those that the system uses.

    An answer is a DNS message and so no longer than 64 KiB, over TCP where UDP cuts it off.
    """

    def __init__(self, servers: Sequence[str] = (), *, timeout_s: float = 5.0) -> None:
        self._servers = tuple(servers)
        self._timeout_s = timeout_s

    async def lookup(self, name: str) -> tuple[str, ...]:
        """Return the records of a name in no order; none where it has none or does not exist.

        Raises:
            DnsFailed: the name cannot be asked for, or nobody answered.
        """
        try:
            asked = dns.name.from_text(name)
            found = await self._resolver().resolve(asked, "TXT", search=False, lifetime=self._timeout_s)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return ()
        except (dns.name.LabelTooLong, dns.name.NameTooLong, dns.name.EmptyLabel, dns.name.IDNAException):
            raise DnsFailed("name") from None
        except dns.exception.Timeout:
            raise DnsFailed("timeout") from None
        except (dns.exception.DNSException, OSError):
            raise DnsFailed("servers") from None
        records = [b"".join(record.strings) for record in list(found)[:MOST_RECORDS]]
        return tuple(record[:LONGEST_RECORD].decode("utf-8", "replace") for record in records)

    def _resolver(self) -> dns.asyncresolver.Resolver:
        if not self._servers:
            return dns.asyncresolver.Resolver()
        made = dns.asyncresolver.Resolver(configure=False)
        made.nameservers = [_nameserver(each) for each in self._servers]
        return made


def _nameserver(server: str) -> dns.nameserver.Nameserver:
    address, _, port = server.rpartition(":")
    return dns.nameserver.Do53Nameserver(address.strip("[]"), int(port))
