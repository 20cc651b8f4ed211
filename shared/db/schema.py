"""Tables that every service with messages has; include the text in its first migration by `run_sql`."""

OUTBOX_SQL = """
CREATE TABLE outbox (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id text NOT NULL UNIQUE,
    stream text NOT NULL,
    payload jsonb NOT NULL,
    occurred_at timestamptz NOT NULL,
    entry bigint[],                 -- Redis' entry id as [milliseconds, sequence]; null: not sent yet
    sent_at timestamptz
);
CREATE INDEX outbox_unsent ON outbox (seq) WHERE entry IS NULL;
CREATE INDEX outbox_sent ON outbox (stream, entry) WHERE entry IS NOT NULL;
CREATE TABLE outbox_stream (
    stream text PRIMARY KEY,
    last_entry bigint[] NOT NULL    -- the newest entry Redis confirmed; an older end means that it lost some
);
"""

INBOX_SQL = """
CREATE TABLE inbox (
    consumer text NOT NULL,
    message_id text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, message_id)
);
"""
