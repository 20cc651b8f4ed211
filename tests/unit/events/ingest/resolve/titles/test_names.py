"""The names that a title holds besides itself: beside a slash, in brackets, or letters that abbreviate."""

import pytest

from services.events.ingest.resolve.titles.names import titles_of


def names(title: str) -> list[str]:
    """Return the names, each by its words in the order of letters; what most names hold is none of them."""
    return [" ".join(sorted(name.words)) for name in titles_of(title, None)]


@pytest.mark.parametrize(
    ("title", "others"),
    [
        ("DevOps World / Jenkins World", ["devops", "jenkins"]),
        ("DevOps World / Jenkins", []),
        ("DevOps World / Jenkins World / Agile World", []),
        ("Very Large Data Bases (VLDB)", ["bases data large very", "vldb"]),
        ("Very Large Data Bases (free)", ["bases data large very"]),
        ("Very Large Data Bases (VL)", ["bases data large very"]),
        ("Days of Applied Learning (DAL)", ["applied day learning", "dal"]),
        ("ADDC App Design Development", ["addc", "app design development"]),
        ("ACM SIGKDD Days", ["day kdd"]),
        ("Example Corp presents: Harbour Days", ["day harbour"]),
    ],
)
def test_a_title_holds_other_names(title: str, others: list[str]) -> None:
    assert names(title)[1:] == others
