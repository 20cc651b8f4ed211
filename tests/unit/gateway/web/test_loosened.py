"""What may be let go of a search that finds nothing."""

from services.gateway.web.forms.search import SearchForm
from services.gateway.web.loosened import loosened
from shared.contracts.catalogue.lists import Understood, Wording


def test_each_condition_is_let_go_alone_and_never_the_last_thing_asked() -> None:
    days = Understood(words="in May", means="days", value="2027-05-01/2027-05-31", without="jazz")
    wording = Wording(searched="jazz in May", understood=(days,), did_you_mean=None, matched="all",
                      close_from=None, ranked_until=None)  # fmt: skip
    form = SearchForm(q="jazz in May", near="Lyon", radius_km="25", kind="meetup")
    assert [
        ("Without “in May”", SearchForm(q="jazz", near="Lyon", radius_km="25", kind="meetup")),
        ("Anywhere", SearchForm(q="jazz in May", kind="meetup")),
        ("Of any kind", SearchForm(q="jazz in May", near="Lyon", radius_km="25")),
    ] == loosened(form, wording)
    assert [] == loosened(SearchForm(near="Lyon", radius_km="25"), None)
