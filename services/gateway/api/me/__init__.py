"""Routes of the person who is signed in: `/v1/me` and what only they may do."""

from services.gateway.api.me import (
    account,
    attendance,
    blocks,
    brand,
    digest,
    post,
    profile,
    publishers,
    recommend,
    reports,
    searches,
)
from services.gateway.api.me.network import card, connections, contacts, follow_ups, introductions, mirror

ROUTERS = (
    publishers.router,
    profile.router,
    brand.router,
    attendance.router,
    post.router,
    recommend.router,
    card.router,
    introductions.router,
    connections.router,
    contacts.router,
    follow_ups.router,
    mirror.router,
    digest.router,
    searches.router,
    account.router,
    blocks.router,
    reports.router,
)
