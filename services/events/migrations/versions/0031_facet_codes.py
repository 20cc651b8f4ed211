"""The values that facets count stand with what searches read, as bytes."""

from shared.db.migrate import run_sql

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

# As `search/facet_codes.py` tells them. Generated first and then let go: so rows are written anew at once,
# and their indexes built whole. What the release before writes meanwhile is not counted.
SQL = """
set local maintenance_work_mem = '512MB';
create function facet_code(letter text, value text) returns bytea language sql immutable strict as $$
    select case
        when octet_length(value) < 8 then convert_to(rpad(letter || value, 8), 'UTF8')
        else convert_to(upper(letter), 'UTF8') || substr(decode(md5(value), 'hex'), 1, 7)
    end
$$;
create function facet_codes(kind text, mode text, country text, is_free boolean, starts timestamptz,
    languages text[], topics text[]) returns bytea language sql immutable as $$
    select string_agg(facet_code(letter, value), '') from (
        values ('k', kind), ('m', mode), ('c', country), ('f', is_free::text),
               ('d', to_char(starts at time zone 'UTC', 'YYYY-MM'))
        union all select 'l', unnest(languages)
        union all select 't', unnest(topics)
    ) as told (letter, value)
$$;
alter table event_search add column facets bytea generated always as (
    facet_codes(kind, mode, country, is_free, starts_utc, languages, topics)) stored;
alter table event_search alter column facets drop expression;
drop function facet_codes;
drop function facet_code;
"""


def upgrade() -> None:
    """Add the column and fill it."""
    run_sql(SQL)
