"""What stands below a name says something besides it: no bare link, field, host or name once more."""

import pytest

from services.events.ingest.normalise.summary import summary_of

NAMES = ("Crab Fair", "Bonn Crabs")
LUMA = (
    "Get up-to-date information at: https://a.example/x\n\nAddress:\nOld Mill\nBonn\n\n"
    "Hosted by Ada & 3 others\n\nCome and see crabs."
)


@pytest.mark.parametrize(
    ("summary", "description", "expected"),
    [
        (None, "A fair for crabs.\n\nBring one.", "A fair for crabs."),
        ("All about crabs", "A fair.", "All about crabs"),
        ("CRAB FAIR", "A fair for crabs.", "A fair for crabs."),
        (None, "https://fair.example/2027", None),
        (None, "Ride description https://fair.example/ride\n\nMeet at the gate.", "Meet at the gate."),
        (None, "Bonn Crabs\nA fair for crabs.", "A fair for crabs."),
        (
            None,
            LUMA,
            "Come and see crabs.",
        ),
        (None, "CFP Opened Until: 17-July-2027\nCFP Link: https://cfp.example/crabs", None),
        (
            None,
            "Crab Fair @ Bonn (Germany) - Mon Apr 26 2027 00:00:00 GMT+0000 (Coordinated Universal Time)",
            None,
        ),
        ("\U0001f4cd Colosseo\n\U0001f4c5 Wednesday, 14 July (17:30)", "", None),
        (
            None,
            "See how crabs walk and why they do at https://a.example/walk before noon.",
            "See how crabs walk and why they do at https://a.example/walk before noon.",
        ),
        (None, "Saturday, August 29 | 12 – 4pm\nRegister Here!\n\nCrabs for all.", "Crabs for all."),
        (None, "Fair\n\nCrabs walk in May and June.", "Crabs walk in May and June."),
        (None, "", None),
    ],
)
def test_the_first_words_that_say_something(
    summary: str | None, description: str, expected: str | None
) -> None:
    assert expected == summary_of(summary, description, *NAMES)
