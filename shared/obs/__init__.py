"""What the product says of itself while it runs: structured log events and Prometheus metrics."""

from shared.obs.logs import configure_logging, get_logger

__all__ = ["configure_logging", "get_logger"]
