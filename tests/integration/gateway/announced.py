"""What a calendar announces, and what it says of the same later."""

from tests.support.calendars import vevent

SOIL = vevent(
    "soil-1", "Soil Health Field Day", "20270519T070000Z", "20270519T150000Z",
    location="Berlin, Germany", url="https://soil.example/2027",
)  # fmt: skip
ML = vevent("ml-1", "Machine Learning Meetup", "20270601T170000Z", "20270601T190000Z", location="Hamburg")
ML_LATER = ML.replace("20270601T", "20270608T")
NEW = vevent(
    "soil-2", "Soil Microbes Workshop", "20270301T080000Z", "20270301T160000Z", location="Berlin, Germany"
)
