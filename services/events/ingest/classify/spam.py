"""Advertising that dresses as an event, as open calendars and suggested feeds attract it.

It is asked only of sources that nobody has vouched for: a congress on casino law in a known calendar is one.
"""

import re
from typing import Final

from ahocorasick_rs import AhoCorasick

_READ: Final = 4_000


def _trade(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_TRADES: Final = (
    _trade(
        r"(?:best|top|play|new|trusted) online casinos?|casino bonus\w*|free spins|slot gacor|slots? online|"
        r"situs (?:judi|slot)\w*|judi (?:online|bola)|"
        r"togel|sbobet|sports? ?betting tips|bandar\w* (?:judi|slot|togel)|poker online|no deposit bonus"
    ),
    _trade(
        r"(?:buy|cheap|order|generic|get) (?:\w+ )?(?:viagra|cialis|levitra|kamagra|tramadol|xanax)|"
        r"buy (?:weed|cannabis|ozempic|steroids)|weight loss (?:pills?|gumm\w+)|"
        r"(?:keto|cbd) gumm\w+|(?:male|penis) enhancement"
    ),
    _trade(
        r"escorts?(?: services?| girls?| agency)|call girls?|hookups?|sugar daddy|onlyfans leak\w*|sex ?cams?"
    ),
    _trade(
        r"(?:buy|cheap|high[- ]quality|dofollow) backlinks?|guest posts? (?:service|sites?)|"
        r"seo (?:packages?|services? in)|"
        r"buy (?:instagram|tiktok|youtube|telegram|twitter|google) (?:followers|likes|views|members|reviews)"
    ),
    _trade(
        r"(?:payday|instant|personal|cash) loans? (?:online|apply|approval|no credit)|no credit check|"
        r"guaranteed approval|"
        r"crypto (?:recovery|giveaway)|recover (?:lost|stolen) (?:crypto|bitcoin|funds)|"
        r"double your (?:bitcoin|money)|"
        r"forex signals|binary options"
    ),
    _trade(
        r"(?:essay|assignment|dissertation|homework) (?:writing services?|help (?:online|uk|australia))|"
        r"buy (?:verified|fake) \w+|fake (?:passports?|diplomas?)|buy (?:passports?|degrees?|diplomas?)"
    ),
    _trade(
        r"(?:airlines?|airways|customer|quickbooks|coinbase|expedia|delta|norton|support)\W+(?:\w+\W+){0,4}?"
        r"(?:phone|contact|helpline|toll[- ]?free|customer (?:service|support|care)) numbers?|"
        r"movers and packers in|packers (?:and|&) movers"
    ),
    _trade(
        r"(?:watch|ver|assistir)(?= (?:\S+ ){1,8}(?:full movie|online free|film completo|pelicula completa))|"
        r"full movie (?:online|free|hd|stream\w*)|film completo|pelicula completa|"
        r"free (?:v-?bucks|robux)|(?:cracked|nulled) (?:software|apk|plugins?)|apk mod"
    ),
)
_STEMS: Final = AhoCorasick((
    "casino", "spins", "slot", "judi", "togel", "sbobet", "betting", "poker", "deposit", "viagra", "cialis",
    "levitra", "kamagra", "tramadol", "xanax", "buy ", "pill", "gumm", "enhancement", "escort",
    "call girl", "hookup", "sugar daddy", "onlyfans", "cam", "backlink", "guest post", "seo ", "loan",
    "credit check", "approval", "crypto", "recover", "double your", "forex", "binary", "essay", "assignment",
    "dissertation", "homework", "passport", "diploma", "number", "movers", "movie", "online free", "completo",
    "completa", "v-buck", "vbuck", "robux", "nulled", "cracked", "apk",
))  # fmt: skip
_PHONE: Final = re.compile(r"\+?1?[-\s(.]{0,3}8[0-9]{2}[-\s).]{1,3}\d{3}[-\s.]{1,2}\d{4}\b")
"""A free number of North America: with "customer service number" the mark of one kind of fraud."""
_ENOUGH: Final = 3


def is_spam(title: str, text: str | None) -> bool:
    """Tell whether a title or its text advertises what no event is about; a mention is not enough.

    The title counts twice, and each further mention of the same trade once.
    """
    body = (text or "")[:_READ]
    low = f"{title}\n{body}".lower()
    if not _STEMS.find_matches_as_indexes(low):
        return False
    return any(_baited(trade, title, body) for trade in _TRADES)


def _baited(trade: re.Pattern[str], title: str, body: str) -> bool:
    in_title = len({hit[0].lower() for hit in trade.finditer(title)})
    in_body = sum(1 for _ in trade.finditer(body))
    has_phone = bool(in_title) and _PHONE.search(f"{title} {body}") is not None
    return 2 * in_title + in_body + has_phone >= _ENOUGH
