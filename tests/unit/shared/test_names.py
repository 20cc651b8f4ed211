import pytest

from shared.kernel.countries import country_name, write_town
from shared.kernel.languages import language_name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("DE", "Germany"),
        ("gb", "United Kingdom"),
        ("CW", "Curaçao"),
        ("ZZ", "ZZ"),
        ("Utopia", "Utopia"),
        (None, None),
    ],
)
def test_countries_have_names(code: str | None, name: str | None) -> None:
    assert name == country_name(code)


@pytest.mark.parametrize(
    ("city", "country", "line"),
    [
        ("Porto", "PT", "Porto, Portugal"),
        ("Singapore", "SG", "Singapore"),
        (None, "PT", "Portugal"),
        ("Porto", None, "Porto"),
        ("", None, None),
    ],
)
def test_a_town_is_written_with_its_country(city: str | None, country: str | None, line: str | None) -> None:
    assert line == write_town(city, country)


def test_languages_have_names() -> None:
    assert [language_name(tag) for tag in ("en", "pt-BR", "tlh")] == ["English", "Portuguese", "tlh"]
