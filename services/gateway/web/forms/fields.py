"""The fields of a form, and a contract made of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from shared.contracts.refusals import why
from shared.kernel.errors import AppError, FieldError, Kind

Model = TypeVar("Model", bound=BaseModel)
Form = Mapping[str, Sequence[str]]
"""A form's fields, each with all values given under its name."""
NOT_WHOLE = "This form is not whole; go back, load the page again and retry."


def value(form: Form, name: str) -> str:
    """Return the first value of a field, lines parted as everywhere, or an empty text."""
    return (form.get(name) or [""])[0].replace("\r\n", "\n").strip()


def given(form: Form, names: Iterable[str]) -> dict[str, str]:
    """Return those fields that the form has, whatever is in them."""
    return {name: value(form, name) for name in names if name in form}


def filled(form: Form, names: Iterable[str]) -> dict[str, str]:
    """Return those fields that hold something."""
    return {name: text for name, text in given(form, names).items() if text}


def fit(
    model: type[Model],
    said: Mapping[str, object],
    detail: str = NOT_WHOLE,
    *,
    code: str = "form_unreadable",
    kind: Kind = Kind.INVALID,
) -> Model:
    """Return what a form says; raise `code` with what to do where it does not fit."""
    try:
        return model.model_validate(said)
    except ValidationError as error:
        raise AppError(code, kind, detail) from error


def fit_each(model: type[Model], said: Mapping[str, object], code: str, labels: Mapping[str, str]) -> Model:
    """Return what a form says; raise `code`, naming each field that does not fit as the page calls it."""
    try:
        return model.model_validate(said)
    except ValidationError as error:
        refused = [(str(it["loc"][0]), why(it)) for it in error.errors()]
        told = tuple(
            FieldError(f"/{name}", f"{labels[name]}: {reason}" if labels else reason)
            for name, reason in refused
        )
        raise AppError(code, Kind.INVALID, "That could not be saved.", errors=told) from error
