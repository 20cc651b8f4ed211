"""Facts between services: outbox to Redis stream to inbox, once in effect, with dead letters."""

from shared.streams.consumer import Consumer
from shared.streams.relay import Relay
from shared.streams.tidy import forget_applied, tidy

__all__ = ["Consumer", "Relay", "forget_applied", "tidy"]
