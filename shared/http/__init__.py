"""The only place that speaks HTTP outwards: the guarded client and the internal channel."""

from shared.http.channel import AsgiChannel, Channel, HttpChannel, Reply

__all__ = ["AsgiChannel", "Channel", "HttpChannel", "Reply"]
