"""What a partner calls some of an event's attendees together, such as mentors."""

from shared.db.migrate import run_sql

revision = "0016"
down_revision = "0015"

SQL = """
create table partner_group (
    partner text not null,
    event_id text not null,
    name text not null,
    person_id text not null references account (person_id) on delete cascade,
    primary key (partner, event_id, name, person_id)
);
create index partner_group_person on partner_group (person_id, partner, event_id);
"""


def upgrade() -> None:
    """Create the table."""
    run_sql(SQL)
