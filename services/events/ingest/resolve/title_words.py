"""Words of titles that do not tell one event from another, or that tell a part from its whole."""

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


UNSPOKEN: Final = _set("the a an of for on in at and by to de la le el der die das und et y e o do da du des")
"""Words that an acronym passes over."""

SOCIETIES: Final = _set("acm ieee cvf usenix siam ifip iacr eai gdg")
"""Who holds it, written before its name or not: "ACM SIGGRAPH", "GDG DevFest"."""

MODES: Final = _set("online virtual hybrid remote livestream")
"""How one takes part, written into a title or not."""

GENERIC: Final = (
    UNSPOKEN
    | SOCIETIES
    | _set(
        """
        conf conference conferences conferencia conferenza konferenz konf con congress annual international
        world global edition virtual online hybrid remote inc official event events vol no joint
        """
    )
)
"""Words whose presence alone tells no two events apart."""

PART: Final = _set(
    """
    workshop workshops devroom fringe tutorial tutorials track training trainings bootcamp hackathon sprint
    sprints meetup party dinner breakfast reception masterclass women kids junior academy contributor
    minisymposium satellite colocated
    """
)
"""Words by which an event held within another names itself."""

PERHAPS_PART: Final = _set("day summit camp forum expo")
"""Words that name a part as often as a whole."""

FRANCHISES: Final = (
    "devfest", "bsides", "wordcamp", "drupalcamp", "barcamp", "startupweekend", "tedx", "techmakers",
    "aibootcamp", "azurebootcamp", "globalazure", "gamejam", "codecamp", "coderetreat", "hourofcode",
    "meetup", "communityday", "usergroup",
)  # fmt: skip
"""Names, without spaces, under which many cities hold events of their own in the same days."""

ONE_FOR_ANOTHER: Final = {
    "javascript": "js", "python": "py", "developers": "dev", "developer": "dev", "european": "eu",
    "europe": "eu", "tage": "day", "days": "day", "conferencia": "conf", "konferenz": "conf",
    "conferences": "conf", "conference": "conf", "konf": "conf",
}  # fmt: skip
"""One word of several that name the same thing in titles; within a name without spaces as well."""

REGION_CODES: Final = {
    "north america": "na", "asia pacific": "apac", "latin america": "latam", "america latina": "latam",
    "middle east": "me",
}  # fmt: skip
"""Two words that titles shorten to one."""
