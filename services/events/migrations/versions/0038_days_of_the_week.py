"""Coming events are found by the day of the week and the part of the day also where no text tells them."""

from shared.db.migrate import run_sql

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

# As `ingest/resolve/time_words.py` does. What is over follows when it is written next. The trigger that lists
# words would be told of all of them anew.
SQL = """
with told as (
    select id, left(local, 10)::date as first, nullif(substr(local, 12, 2), '')::int as hour,
        case when ends_at - starts_at <= interval '12 hours' then left(local, 10)::date
             else greatest(left(local, 10), left(ends_local, 10))::date end as last
    from (
        select id, doc->'starts_at'->>'local' as local, (doc->'starts_at'->>'utc')::timestamptz as starts_at,
            coalesce(doc->'ends_at'->>'local', doc->'starts_at'->>'local') as ends_local,
            (doc->'ends_at'->>'utc')::timestamptz as ends_at
        from event where id in (select id from event_ahead)
    ) as event
), named as (
    select id, first, last, hour, trim(to_char(first, 'day')) as weekday, (
        select string_agg(trim(to_char(day, 'day')), ' ')
        from generate_series(first::timestamp, last::timestamp, interval '1 day') as day
    ) as words
    from told where last - first < 7
), days as (
    select id, to_tsvector('english', case when first = last then concat_ws(' ', words,
        weekday || (extract(day from first)::int + 6) / 7,
        case when hour >= 17 then 'evening' when hour >= 12 then 'afternoon'
             when hour >= 5 then 'morning' end)
        else words end) as added
    from named
), written as (
    update event_ahead set tsv = tsv || setweight(added, 'D') from days where days.id = event_ahead.id
    returning added
)
insert into lexeme (word)
select distinct told.word from written, unnest(tsvector_to_array(added)) as told (word)
where not exists (select from lexeme as known where known.word = told.word)
"""


def upgrade() -> None:
    """Add the words."""
    run_sql(SQL)
