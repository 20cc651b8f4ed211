"""How long the gateway keeps what nothing else forgets."""

from datetime import timedelta

_NOTHING, _DAY, _WEEK, _MONTH = timedelta(), timedelta(days=1), timedelta(days=7), timedelta(days=30)
_QUARTER, _YEAR = timedelta(days=90), timedelta(days=400)

KEPT = {
    ("session", "expires_at < $1"): _NOTHING,
    ("idempotent_request", "expires_at <= $1"): _NOTHING,
    # addresses and networks are personal, and limits look back one hour only
    ("sign_in", "created_at < $1"): _DAY,
    # the address may be of somebody who never came
    ("mail_message", "kind = 'sign_in' AND coalesce(sent_at, dead_at) < $1"): _MONTH,
    # its id keeps a letter from being written twice, for as long as there can be cause for it
    ("mail_message", "coalesce(sent_at, dead_at) < $1"): _YEAR,
    ("digest_issue", "settled_at < $1"): _YEAR,
    ("erasure", "finished_at < $1 AND next_at IS NULL"): _YEAR,
    ("saved_search_event", "forget_at < $1"): _NOTHING,
    # its lines name people who are not here
    ("contact_import", "created_at < $1"): _WEEK,
    ("partner_import", "created_at < $1"): _QUARTER,
    ("webhook_delivery", "settled_at < $1"): _QUARTER,
    ("abuse_report", "settled_at < $1"): timedelta(days=365),
}
