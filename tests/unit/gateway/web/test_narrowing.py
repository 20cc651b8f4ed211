import json

from hypothesis import given
from hypothesis import strategies as st

from services.gateway.web.forms.search import SearchForm
from services.gateway.web.inline_json import inline_json
from services.gateway.web.narrowing import Link, narrower, without
from shared.contracts.catalogue.lists import FacetValue

FACETS = {
    "topic": (FacetValue(value="data-ai", count=9), FacetValue(value="no.label", count=8)),
    "kind": (FacetValue(value="meetup", count=7), FacetValue(value="course", count=2)),
    "country": (FacetValue(value="DE", count=5), FacetValue(value="FR", count=4)),
    "mode": (FacetValue(value="online", count=3),),
}


def test_what_leaves_a_choice_and_has_a_name_is_offered() -> None:
    found = narrower(SearchForm(q="soil", country="DE"), FACETS, {"data-ai": "Data and AI"})
    assert found == [
        (
            "Kind",
            [
                Link("Meetup", 7, "/?q=soil&kind=meetup&country=DE"),
                Link("Course", 2, "/?q=soil&kind=course&country=DE"),
            ],
        )
    ]
    countries = dict(narrower(SearchForm(), FACETS, {}))["Country"]
    assert [Link("Germany", 5, "/?country=DE"), Link("France", 4, "/?country=FR")] == countries


def test_a_filter_can_be_taken_off() -> None:
    assert ("/?q=soil", "/") == (
        without(SearchForm(q="soil", country="DE"), "country"),
        without(SearchForm(country="DE"), "country"),
    )


@given(st.text())
def test_json_in_a_page_ends_nothing_and_says_the_same(text: str) -> None:
    inline = inline_json(json.dumps({"name": f"</script><!--{text}"}).encode())
    assert not {"<", ">", "&"} & set(inline)
    assert json.loads(inline) == {"name": f"</script><!--{text}"}
