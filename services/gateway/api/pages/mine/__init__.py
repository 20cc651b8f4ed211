"""What is mine: my days, my profile, whom I know and meet, what I follow, and my letters."""

from services.gateway.api.pages.mine import (
    blocks,
    brand,
    brief,
    card,
    connections,
    dial,
    for_you,
    introductions,
    letters,
    nearby,
    openness,
    post,
    profile,
    searches,
)

ROUTERS = (
    brief.router,
    post.router,
    letters.router,
    dial.router,
    for_you.router,
    nearby.router,
    openness.router,
    profile.router,
    brand.router,
    card.router,
    introductions.router,
    connections.router,
    searches.router,
    blocks.router,
)
