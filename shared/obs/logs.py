"""Structured logs: `log.info("ingest.finished", events=12)`, a JSON object or a readable line an event."""

import logging
import sys

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, Processor, WrappedLogger

from shared.obs.request_id import add_request_id


def get_logger(name: str) -> FilteringBoundLogger:
    """Return a logger that names its module; event names are `noun.verb` in the past tense."""
    logger: FilteringBoundLogger = structlog.get_logger(module=name)
    return logger


def configure_logging(*, json: bool, level: str = "INFO") -> None:
    """Send our events, and those of libraries, to standard error in one form. Safe to call again."""
    shared: list[Processor] = [
        add_request_id,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    renderer: Processor = structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer()
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    _adopt_library_logs(shared, renderer, number)


def _adopt_library_logs(shared: list[Processor], renderer: Processor, level: int) -> None:
    """Render what libraries log through the standard library like our own events."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_brief, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(max(level, logging.WARNING))


def _brief(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Of what a library only warns of tell the reason: a database that is away is not worth sixty lines."""
    record: logging.LogRecord = event["_record"]
    if record.levelno < logging.ERROR and (raised := event.pop("exc_info", None)):
        event["reason"] = f"{raised[0].__name__}: {raised[1]}"
    return event
