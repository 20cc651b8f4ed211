"""Being told instead of asking: subscriptions to hubs by WebSub (https://www.w3.org/TR/websub/)."""
