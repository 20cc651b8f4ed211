"""Routes of the person who is signed in: `/v1/me` and what only they may do."""

from services.gateway.api.me import (
    account,
    attendance,
    blocks,
    brand,
    connections,
    contacts,
    digest,
    follow_ups,
    introductions,
    network,
    post,
    profile,
    publishers,
    recommend,
    reports,
    searches,
)

ROUTERS = (
    publishers.router,
    profile.router,
    brand.router,
    attendance.router,
    post.router,
    recommend.router,
    introductions.router,
    connections.router,
    contacts.router,
    follow_ups.router,
    network.router,
    digest.router,
    searches.router,
    account.router,
    blocks.router,
    reports.router,
)
