"""Where people's texts point, in half the bytes and within the row: it is read for thousands at once."""

from shared.db.migrate import run_sql

revision = "0006"
down_revision = "0005"

SQL = """
SET LOCAL maintenance_work_mem = '1GB';   -- an index of neighbours is built in memory, or takes hours
DROP INDEX person_open_centre;
ALTER TABLE person ALTER COLUMN centre SET STORAGE MAIN;
ALTER TABLE person ALTER COLUMN centre TYPE halfvec(256);
CREATE INDEX person_open_centre ON person USING hnsw (centre halfvec_cosine_ops) WHERE name_is_public;
"""


def upgrade() -> None:
    run_sql(SQL)
