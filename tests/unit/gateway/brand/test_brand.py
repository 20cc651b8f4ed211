from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.gateway.brand.page_facts import NOTHING, Said, page_facts
from services.gateway.brand.proof import GRACE, Look, OwnPage, after_look, links_back, state_of, unreadable
from services.gateway.brand.report import consistency, field_reports, to_do
from shared.contracts.brand import BrandStep
from shared.contracts.people import HomePlace, Profile

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
PAGE = OwnPage("lnk_1", "per_1", "https://ada.example/")
CARD = b"""<title>Ada</title><div class="h-card"><a class="p-name u-url" href="/">Ada  Lovelace</a>
<span class="p-job-title">Soil scientist</span><span class="p-org">Loam Ltd</span></div>
<script>var x = "cover crops"</script><p>I work on cover crops and soil carbon.</p>"""
GRAPH = b"""<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "about": {"@type": ["Person"],
"name": "Ada Byron", "jobTitle": ["Farmer"], "worksFor": {"name": "Moor Farm"},
"address": {"addressLocality": "Porto"}}}]}</script><script type="application/ld+json">{broken</script>"""
ADA = Profile(
    display_name="Ada Lovelace", headline="Scientist of soil", organisation="Loam Ltd",
    skills=("Cover crops", "Soil carbon", "Flying"), place=HomePlace(city="Lisbon"),
)  # fmt: skip


def read(page: bytes, **fields: object) -> OwnPage:
    return replace(PAGE, checked_at=NOW, facts=page_facts(page), **fields)  # type: ignore[arg-type]


def verdicts(page: OwnPage) -> dict[str, str]:
    return {one.field: one.verdict for one in field_reports(ADA, [page])}


def test_what_a_page_says_is_read_from_cards_and_documents() -> None:
    card, graph = page_facts(CARD), page_facts(GRAPH)
    assert ((Said("h-card p-name", "Ada Lovelace"),), (Said("h-card p-org", "Loam Ltd"),), "Ada") == (
        card.names, card.organisations, card.title,
    )  # fmt: skip
    assert "Ada Lovelace Soil scientist Loam Ltd I work on cover crops and soil carbon." == card.text
    assert ["Ada Byron", "Farmer", "Moor Farm", "Porto"] == [one.text for said in graph[:4] for one in said]


@given(st.binary(max_size=400))
def test_any_bytes_are_read(page: bytes) -> None:
    for one in (page, b'<script type="application/ld+json">' + page):
        facts = page_facts(one)
        assert facts.text.isprintable()


def test_a_page_agrees_differs_or_does_not_tell() -> None:
    assert {
        "name": "agree", "headline": "agree", "organisation": "agree", "place": "unknown", "skills": "agree"
    } == verdicts(read(CARD))  # fmt: skip
    assert {
        "name": "differ", "headline": "differ", "organisation": "differ", "place": "differ",
        "skills": "unknown",
    } == verdicts(read(GRAPH))  # fmt: skip
    assert {"unknown"} == set(verdicts(read(b"<p>Hello</p>")).values()) - {"differ"}
    both = field_reports(ADA, [read(CARD), read(GRAPH)])
    assert 0.5 == consistency(both)
    assert "Use one name everywhere" in (both[0].fix or "")
    assert consistency(field_reports(ADA, [PAGE])) is None


def test_first_a_page_is_asked_for_then_its_proof() -> None:
    assert to_do(ADA, [], ())[0].text.startswith("Name a page of yours")
    assert to_do(ADA, [PAGE], ())[0].text.startswith("Prove that one of your pages is yours")
    rest = (
        BrandStep(text="Add to your profile what matters to you.", about="values"),
        BrandStep(text="Add to your profile what you can give.", about="offers"),
    )
    assert rest == to_do(ADA, [read(CARD, verified_at=NOW)], ())


def test_a_page_counts_while_it_links_back_and_for_two_weeks_more() -> None:
    none = Look(found=False, seen="It has no rel=me link.")
    proven = after_look(PAGE, Look(True, "The link back is there.", page_facts(CARD)), NOW)
    assert ("verified", NOW, NOW + timedelta(days=30)) == (
        state_of(proven),
        proven.verified_at,
        proven.next_at,
    )
    gone = after_look(proven, none, NOW + timedelta(days=30))
    assert ("missing", NOW + timedelta(days=31), proven.facts) == (state_of(gone), gone.next_at, gone.facts)
    back = after_look(gone, Look(True, ""), NOW + timedelta(days=31))
    assert ("verified", NOW) == (state_of(back), back.verified_at)
    lapsed = after_look(gone, none, NOW + timedelta(days=30) + GRACE)
    assert ("unverified", None) == (state_of(lapsed), lapsed.next_at)
    never = after_look(PAGE, none, NOW)
    assert ("unverified", None, NOTHING) == (state_of(never), never.next_at, never.facts)


def test_only_a_page_of_the_very_site_is_a_proof() -> None:
    ours = "https://acquaint.example/people/per_1"
    link = f'<a rel="me nofollow" href="{ours}/">A</a>'.encode()
    assert (True, "The link back is there.") == links_back(link, ours)
    assert not links_back(link.replace(b"me nofollow", b"me ugc"), ours)[0]
    assert not links_back(link.replace(b"per_1", b"per_12"), ours)[0]
    asked = "https://ada.example/"
    assert unreadable(asked, 200, "https://www.ada.example/x", "text/html; charset=utf-8") is None
    refused = [
        (404, asked, "text/html"),
        (200, "https://eve.example/", "text/html"),
        (200, asked, "text/plain"),
    ]
    assert all(unreadable(asked, *one) for one in refused)
