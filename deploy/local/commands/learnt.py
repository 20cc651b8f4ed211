"""The work of `acquaint model …`."""

from pathlib import Path

from rich.table import Table

from deploy.local.folders import prepare
from deploy.local.given import Given
from deploy.local.opened import open_existing
from deploy.local.terminal import console
from services.matching.learn.flow import learn
from services.matching.learn.uplift import LEAST, Share, Uplift
from services.matching.store.learn import models


async def refit(data: Path, stores: Given) -> None:
    """Fit weights to the log now; they serve if they are better than those that do, beyond chance."""
    async with open_existing(prepare(data), stores) as (house, _plan):
        records = house.matching.records
        done = await learn(records, records.shipped, house.matching.clock())
    if done.taken_back:
        console.print("The learnt weights proved worse than the shipped ones and were taken back.")
    elif done.fitted is None:
        numbers = records.shipped.learn
        console.print(
            f"Too little to learn from: it takes {numbers.least_people} people and "
            f"{numbers.least_liked} liked suggestions shown at least {numbers.settle_days} days ago."
        )
    else:
        report, version = done.fitted.report, done.fitted.learnt.version
        console.print(
            f"{version}: from {report.showings} showings to {report.people} people. It saves "
            f"{report.saved:.4f} ± {report.error:.4f} of the loss a person on people it was not fitted to: "
            + ("it serves from now on." if report.won else "not enough to serve.")
        )


async def show(data: Path, stores: Given) -> None:
    """Print the fitted weights, the newest first, and which of them serve."""
    async with open_existing(prepare(data), stores) as (house, _plan):
        found, shipped = await models.newest(house.matching.db), house.matching.kit.parameters
        serving = await models.serving(house.matching.db, shipped)
    names = list(shipped.score.model_dump())
    table = Table("version", "serves", "saved ± error", *names)
    for one in found:
        state = "now" if one == serving else "once" if one.serves_from else "never"
        weights = [f"{value:.2f}" for value in one.learnt.score.model_dump().values()]
        table.add_row(one.learnt.version, state, f"{one.report.saved:.3f} ± {one.report.error:.3f}", *weights)
    own = [f"{value:.2f}" for value in shipped.score.model_dump().values()]
    table.add_row(shipped.model_version, "held-out people" if serving else "now", "shipped", *own)
    console.print(table)


async def serve(data: Path, stores: Given, version: str) -> None:
    """Let fitted weights serve, or the shipped ones again."""
    async with open_existing(prepare(data), stores) as (house, _plan):
        own, clock = house.matching.kit.parameters.model_version, house.matching.clock
        async with house.matching.db.transaction() as conn:
            await models.serve(conn, None if version in {own, "shipped"} else version, clock())
    console.print("Done: every process follows within a minute.")


async def uplift(data: Path, stores: Given) -> None:
    """Print what the serving weights are worth beside the people who keep the shipped ones."""
    async with open_existing(prepare(data), stores) as (house, _plan):
        serving = await models.serving(house.matching.db, house.matching.kit.parameters)
        found = await house.matching.records.uplift(house.matching.clock())
    if serving is None:
        console.print("The shipped weights serve everyone: there is nothing to compare yet.")
    elif found is None:
        console.print(f"{serving.learnt.version} serves, but fewer than {LEAST} people were shown anybody")
        console.print("by it or by the shipped weights since: counts this small are withheld.")
    else:
        _print(found, serving.learnt.version)


def _print(found: Uplift, version: str) -> None:
    table = Table("weights", "people", "shown", "liked", "share", title="since it serves")
    for name, one in ((version, found.served), ("shipped (held out)", found.held_out)):
        table.add_row(name, str(one.people), str(one.shown), _count(one), f"{one.rate:.2%} ± {one.error:.2%}")
    console.print(table)
    console.print(
        f"Gain: {found.gain:+.2%} of suggestions, 95 % interval {found.low:+.2%} to {found.high:+.2%}."
    )


def _count(one: Share) -> str:
    return str(one.liked) if one.liked >= LEAST else f"under {LEAST}"
