"""How long the gateway keeps what nothing else forgets."""

from datetime import timedelta

_NOTHING, _MONTH, _YEAR = timedelta(), timedelta(days=30), timedelta(days=400)

KEPT = {
    ("session", "expires_at < $1"): _NOTHING,
    # the address may be of somebody who never came
    ("mail_message", "kind = 'sign_in' AND coalesce(sent_at, dead_at) < $1"): _MONTH,
    # its id keeps a letter from being written twice, for as long as there can be cause for it
    ("mail_message", "coalesce(sent_at, dead_at) < $1"): _YEAR,
    ("digest_issue", "settled_at < $1"): _YEAR,
    ("erasure", "finished_at < $1 AND next_at IS NULL"): _YEAR,
}
