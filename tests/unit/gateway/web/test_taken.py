"""What was understood of a search, as the page tells it."""

from services.gateway.web.forms.search import SearchForm
from services.gateway.web.understood import asks_nearby, taken
from shared.contracts.catalogue.lists import Understood, Wording


def wording(*told: Understood) -> Wording:
    return Wording(
        searched="q", understood=told, did_you_mean=None, matched="all", close_from=None, ranked_until=None
    )


def test_each_reading_is_told_with_the_way_to_take_it_back() -> None:
    form = SearchForm(q="jazz near Bonn this weekend", kind="meetup")
    days = Understood(
        words="this weekend", means="days", value="2027-05-29/2027-05-30", without="jazz near Bonn"
    )
    near = Understood(words="near Bonn", means="near", value="Bonn", without="jazz this weekend")
    told = wording(days, near, Understood(words="online", means="mode", value="online", without="x"),
                   Understood(words="cfp", means="cfp", value="open", without=""),
                   Understood(words="in may", means="days", value="2027-05-01/2027-05-31", without="y"),
                   Understood(words="in 2027", means="days", value="2027-01-01/2027-12-31", without="z"),
                   Understood(words="or", means="days", without="o",
                              value="2027-05-01/2027-05-31,2027-07-03/.."),
                   Understood(words="but not tea", means="without", value="tea", without="t"),
                   Understood(words="gratis", means="free", value="true", without="f"),
                   Understood(words="under $5", means="price", value="5 $", without="p"),
                   Understood(words="near me", means="near", value="", without=""))  # fmt: skip
    assert [(it.words, it.meaning, it.link) for it in taken(form, told)] == [
        ("this weekend", "Sat 29 – Sun 30 May 2027", "/?q=jazz+near+Bonn&kind=meetup"),
        ("near Bonn", "within 50 km of Bonn", "/?q=jazz+this+weekend&kind=meetup"),
        ("online", "Online", "/?q=x&kind=meetup"),
        ("cfp", "open call for papers", "/?kind=meetup"),
        ("in may", "May 2027", "/?q=y&kind=meetup"),
        ("in 2027", "2027", "/?q=z&kind=meetup"),
        ("or", "May 2027 or from Sat 3 Jul 2027", "/?q=o&kind=meetup"),
        ("but not tea", "without “tea”", "/?q=t&kind=meetup"),
        ("gratis", "free, as far as told", "/?q=f&kind=meetup"),
        ("under $5", "at most 5 $, as far as told", "/?q=p&kind=meetup"),
    ]
    assert (True, False, False) == (asks_nearby(told), asks_nearby(wording(days)), asks_nearby(None))
    assert [] == taken(form, None)
