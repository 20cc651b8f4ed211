import pytest

from shared.kernel.countries import country_name, write_town
from shared.kernel.languages import NAMES, language_name, language_tag, write_language


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


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("English", "en"),
        (" deutsch ", "de"),
        ("FRANCAIS", "fr"),
        ("Français", "fr"),
        ("日本語", "ja"),
        ("हिन्दी", "hi"),
        ("bahasa  indonesia", "id"),
        ("Portuguese (Brazil)", "pt-BR"),
        ("português (br)", "pt-BR"),
        ("EN", "en"),
        ("pt-br", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("tlh", "tlh"),
        ("Klingon", None),
        ("German (Utopia)", None),
        ("", None),
    ],
)
def test_languages_are_read_by_their_names(said: str, tag: str | None) -> None:
    assert tag == language_tag(said)


def test_a_language_is_written_so_that_it_is_read_again() -> None:
    tags = [*NAMES, "pt-BR", "en-GB", "nb-NO", "zh-Hant-TW", "tlh", "de-AT", "es-419"]
    assert tags == [language_tag(write_language(tag)) for tag in tags]
    written = [write_language(tag) for tag in ("de", "pt-BR", "nb", "no", "es-419")]
    assert ["German", "Portuguese (Brazil)", "nb", "Norwegian", "es-419"] == written
