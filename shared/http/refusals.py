"""Why a fetch came to nothing. `reason` is from a closed set, fit for a label; the message is for people."""


class FetchError(Exception):
    """A fetch that gave no answer."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class FetchRefused(FetchError):  # noqa: N818 - reads as the outcome it is
    """We will not: address, scheme, port, credentials, redirects, too_large, ratio, encoding, too_slow."""


class FetchFailed(FetchError):  # noqa: N818 - reads as the outcome it is
    """The other side could not be had: dns, connect, tls, protocol or timeout."""
