"""How values travel between Python and Postgres: jsonb as Python values, vectors as numpy rows."""

from typing import Any

import numpy as np
import orjson
from asyncpg import Connection
from numpy.typing import NDArray

_VECTOR_SCHEMA = """
SELECT n.nspname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typname = 'vector'
"""


async def set_codecs(connection: Connection) -> None:
    """Teach one new connection our types; pgvector's only where the extension is installed."""
    for name in ("json", "jsonb"):
        await connection.set_type_codec(name, schema="pg_catalog", encoder=encode_json, decoder=orjson.loads)
    schema = await connection.fetchval(_VECTOR_SCHEMA)
    if schema is not None:
        await connection.set_type_codec(
            "vector", schema=schema, encoder=encode_vector, decoder=decode_vector, format="binary"
        )


def encode_json(value: object) -> str:
    """Write a Python value as JSON text; datetimes, UUIDs and dataclasses included."""
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


def encode_vector(row: NDArray[Any]) -> bytes:
    """Write a row of shape (d,) in pgvector's binary form: uint16 d, uint16 0, d big-endian float32."""
    values = np.asarray(row, dtype=">f4")
    return len(values).to_bytes(2, "big") + b"\0\0" + values.tobytes()


def decode_vector(data: bytes) -> NDArray[np.float32]:
    """Read pgvector's binary form into a float32 row of shape (d,)."""
    return np.frombuffer(data, dtype=">f4", offset=4).astype(np.float32)
