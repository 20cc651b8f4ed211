"""The forms by which a search is saved and changed."""

from collections.abc import Mapping, Sequence

from shared.contracts.catalogue.saved_searches import ChangeSavedSearch, NewSavedSearch

Form = Mapping[str, Sequence[str]]


def read_new(form: Form) -> NewSavedSearch:
    """Return the search to save; one without a name is called after what it asks for.

    Raises:
        ValidationError: a field cannot be taken.
    """
    said = {name: form[name][0].strip() for name in ("query", "alerts") if name in form}
    name = (form.get("name") or [""])[0].strip()
    return NewSavedSearch.model_validate({"query": "", **said, "name": name or "My search"})


def read_change(form: Form) -> ChangeSavedSearch:
    """Return what is to be otherwise; an empty name leaves the old one.

    Raises:
        ValidationError: a field cannot be taken.
    """
    said = {name: form[name][0].strip() for name in ("name", "alerts") if name in form}
    return ChangeSavedSearch.model_validate({name: text for name, text in said.items() if text})
