"""The forms by which a search is saved and changed."""

from services.gateway.web.forms.fields import Form, filled, fit_each, given
from shared.contracts.catalogue.saved_searches import ChangeSavedSearch, NewSavedSearch

_REFUSED, _AS_THEY_ARE = "search_invalid", dict[str, str]()


def read_new(form: Form) -> NewSavedSearch:
    """Return the search to save, one without a name called so; raise `search_invalid`."""
    said = {"query": "", **given(form, ("query", "alerts")), "name": "My search", **filled(form, ("name",))}
    return fit_each(NewSavedSearch, said, _REFUSED, _AS_THEY_ARE)


def read_change(form: Form) -> ChangeSavedSearch:
    """Return what is to be otherwise, an empty name leaves the old one; raise `search_invalid`."""
    return fit_each(ChangeSavedSearch, filled(form, ("name", "alerts")), _REFUSED, _AS_THEY_ARE)
