"""The words of coming events are listed, so that not all that begins like the last of two is gathered."""

from shared.db.migrate import run_sql

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

# By trigger, so that what the release before writes is listed as well. Not unique: whoever writes a new word
# would wait for another who does, and a word that stands twice does no harm. A transition table takes one
# event a trigger. The words of a batch are looked up one by one: joined, Postgres may read the whole list.
SQL = """
create table lexeme (word text collate "C" not null);

create function lexeme_takes() returns trigger language plpgsql as $$
begin
    insert into lexeme (word)
    select word from (select distinct unnest(tsvector_to_array(tsv)) as word
                      from new_row where not is_over) as told
    where (select true from lexeme where lexeme.word = told.word limit 1) is null;
    return null;
end $$;
create trigger lexeme_takes_new after insert on event_search
    referencing new table as new_row for each statement execute function lexeme_takes();
create trigger lexeme_takes_changed after update on event_search
    referencing new table as new_row for each statement execute function lexeme_takes();

insert into lexeme (word) select word from ts_stat('select tsv from event_ahead');
create index lexeme_word on lexeme (word);
analyze lexeme;
"""


def upgrade() -> None:
    """List the words that there are, and those to come."""
    run_sql(SQL)
