"""Events of a kind, a place, an organiser and the like."""

from services.events.search.filters.statement import Statement
from services.events.search.filters.words import costs_at_most, says_itself
from services.events.search.query import Search
from services.events.search.text import all_of


def by_facts(search: Search, statement: Statement) -> None:
    """Keep what is of the status, topic, kind, mode, country, series, organiser and language asked for."""
    add, bind = statement.where.append, statement.bind
    if not search.statuses:
        add("status <> 'cancelled'")
    any_of = {"status": search.statuses, "kind": search.kinds, "mode": search.modes}
    statement.where += [f"{name} = any({bind([*told])}::text[])" for name, told in any_of.items() if told]
    if search.topics:
        add(f"topics && {bind(list(search.topics))}::text[]")
    equal = {"country": search.country, "is_free": search.free}
    statement.where += [f"{column} = {bind(value)}" for column, value in equal.items() if value is not None]
    if search.series:
        add(_of("series", bind(search.series)))
    if search.organiser:
        add(_of("organiser", one_organiser(bind(search.organiser))))
    if search.language:
        # as RFC 4647 filters: `en` also finds `en-GB`, however a tag is written
        asked = f"{bind(search.language.lower())}::text"
        add(f"exists (select from unnest(languages) as tag where lower(tag) || '-' like {asked} || '-%')")
    if search.cfp_open:
        add("cfp_closes_utc > $1")
    _by_what_is_said(search, statement)


def _by_what_is_said(search: Search, statement: Statement) -> None:
    """Leave out what costs more (alone also what tells no price) and what has unwanted words."""
    if search.at_most:
        unless_told = "is_free is null or " if search.wording else ""
        statement.where.append(f"({unless_told}{costs_at_most(search.at_most, statement)})")
    if needed := [it for it in search.left_out if not it.is_optional]:
        unwanted = f"ts_filter(tsv, '{{a,b}}') @@ {all_of(needed, statement.args)}"
        statement.where.append(f"(not {unwanted} or {says_itself(search.left_out_as, statement)})")


def _of(name: str, key: str) -> str:
    """Told as the partial index has it, or it is not used."""
    of_it = f"jsonb_typeof(doc->'{name}') = 'object' and doc->'{name}'->>'id' = {key}"
    return f"id in (select id from event where merged_into is null and {of_it})"  # noqa: S608 - constants


def one_organiser(key: str) -> str:
    """Return the ids under which events name the organiser of this id: all that have the same home."""
    homes = f"(select home from organiser where id = {key} union all select {key})"  # noqa: S608 - placeholder
    return f"any(array(select {key} union select id from organiser where home in {homes}))"  # noqa: S608
