"""The second door to the same use cases: due work and streams."""

from services.gateway.runtime import Runtime
from services.gateway.store.retention import KEPT
from services.gateway.workers import alerts, contact_imports, digest, goers, imports, own_pages, webhooks
from services.gateway.workers.erasures import finish_erasures
from services.gateway.workers.hearing import consumers
from services.gateway.workers.mail import Post, send_queued
from shared.db.forgetting import forget
from shared.streams import forget_applied
from shared.web.workers import Worker


def workers(runtime: Runtime) -> list[Worker]:
    """Return everything that the gateway does unasked."""
    post = Post(runtime.db, runtime.mailer, runtime.clock, runtime.sender, runtime.owner)
    introductions, attendance, plans = consumers(runtime)
    return [
        Worker("gateway.mail", lambda: send_queued(post), idle_s=1.0),
        Worker("gateway.introductions", introductions.run_once, idle_s=0.5),
        Worker("gateway.attendance", attendance.run_once, idle_s=0.5),
        Worker("gateway.plans", plans.run_once, idle_s=1.0),
        Worker("gateway.inbox-forget", lambda: forget_applied(runtime.db), idle_s=3600.0),
        Worker("gateway.digest-issue", lambda: digest.issue_once(runtime), idle_s=30.0),
        Worker("gateway.digest-send", lambda: digest.send_once(runtime), idle_s=5.0),
        Worker("gateway.digest-forget", lambda: digest.forget_once(runtime), idle_s=3600.0),
        Worker("gateway.alerts-watch", lambda: alerts.watch_once(runtime), idle_s=10.0),
        Worker("gateway.alerts-tell", lambda: alerts.tell_once(runtime), idle_s=15.0),
        Worker("gateway.alerts-deadlines", lambda: alerts.look_at_deadlines(runtime), idle_s=60.0),
        Worker("gateway.alerts-going", lambda: goers.tell_once(runtime), idle_s=20.0),
        Worker("gateway.webhooks-announce", lambda: webhooks.announce_once(runtime), idle_s=5.0),
        Worker("gateway.webhooks-deliver", lambda: webhooks.deliver_once(runtime), idle_s=2.0),
        Worker("gateway.imports", lambda: imports.import_once(runtime), idle_s=2.0),
        Worker("gateway.contacts", lambda: contact_imports.import_once(runtime), idle_s=1.0),
        Worker("gateway.own-pages", lambda: own_pages.recheck_once(runtime), idle_s=60.0),
        Worker("gateway.erasures", lambda: finish_erasures(runtime), idle_s=15.0),
        Worker("gateway.forget-old", lambda: forget(runtime.db, runtime.clock(), KEPT), idle_s=3600.0),
    ]
