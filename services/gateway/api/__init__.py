"""Routes of the gateway: the public `/v1` and the plain pages."""

from services.gateway.api.install import install

__all__ = ["install"]
