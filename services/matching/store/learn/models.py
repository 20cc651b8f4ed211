"""Learnt weights by version: which serve, which lost, and which served once."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from services.matching.learn.flow import Fitted, Report
from services.matching.learn.learnt import Learnt
from services.matching.recommend.parameters import Parameters, ScoreNumbers
from shared.db import Connection, Database, Record
from shared.kernel.errors import AppError, Kind

_SERVING = "SELECT * FROM model WHERE serves_from IS NOT NULL AND serves_until IS NULL AND parent = $1"
_NEWEST = "SELECT * FROM model ORDER BY fitted_at DESC, version DESC LIMIT $1"
_ADD = """
INSERT INTO model (version, parent, weights, report, fitted_at, serves_from) VALUES ($1, $2, $3, $4, $5, $6)
"""
_RETIRE = "UPDATE model SET serves_until = $1 WHERE serves_from IS NOT NULL AND serves_until IS NULL"
_SERVE = "UPDATE model SET serves_from = $2, serves_until = NULL WHERE version = $1 RETURNING version"
_COUNT = "SELECT count(*) FROM model WHERE parent = $1"


@dataclass(frozen=True, slots=True)
class Model:
    """A row: weights, how they fared, and when they served."""

    learnt: Learnt
    report: Report
    serves_from: datetime | None
    serves_until: datetime | None


async def serving(db: Database, shipped: Parameters) -> Model | None:
    """Return the weights that serve over the shipped numbers; None where those serve themselves."""
    row = await db.fetchrow(_SERVING, shipped.model_version)
    return _model(row) if row else None


async def champion(db: Database, shipped: Parameters) -> Parameters:
    """Return the shipped numbers with the serving weights over them."""
    found = await serving(db, shipped)
    return found.learnt.over(shipped) if found else shipped


async def newest(db: Database, most: int = 20) -> Sequence[Model]:
    """Return the latest models, the newest first."""
    return tuple(_model(row) for row in await db.fetch(_NEWEST, most))


async def next_version(db: Database, parent: str) -> str:
    """Name the next weights over shipped numbers: `2026-11.6+2`."""
    return f"{parent}+{1 + await db.fetchval(_COUNT, parent)}"


async def keep(conn: Connection, fitted: Fitted, now: datetime) -> None:
    """Keep a challenger; one that won takes over."""
    if fitted.report.won:
        await conn.execute(_RETIRE, now)
    made, since = fitted.learnt, now if fitted.report.won else None
    weights = {**made.score.model_dump(), "strong": made.strong, "good": made.good}
    await conn.execute(_ADD, made.version, made.parent, weights, asdict(fitted.report), now, since)


async def serve(conn: Connection, version: str | None, now: datetime) -> None:
    """Let weights of a version serve from now on; None: the shipped numbers.

    Raises:
        AppError: `model_missing`.
    """
    await conn.execute(_RETIRE, now)
    if version is not None and await conn.fetchval(_SERVE, version, now) is None:
        detail = f"There are no weights {version[:60]!r}: `acquaint model list` shows those there are."
        raise AppError("model_missing", Kind.MISSING, detail)


def _model(row: Record) -> Model:
    weights = dict(row["weights"])
    strong, good = weights.pop("strong"), weights.pop("good")
    made = Learnt(row["version"], row["parent"], ScoreNumbers(**weights), strong, good)
    report = Report(**{**row["report"], "looks": tuple(row["report"]["looks"])})
    return Model(made, report, row["serves_from"], row["serves_until"])
