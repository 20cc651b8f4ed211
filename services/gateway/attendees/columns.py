"""Names of columns as registration systems write them, each as ours; they stand in `columns.toml`."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from importlib import resources
from typing import Final

_BETWEEN = re.compile(r"[\W_]+")
_NUMBER = re.compile("[#№]")


def our_name(column: str, ours: Mapping[str, str]) -> str:
    """Return our name of a column: `Job Title` is `headline`; one unknown comes back in our spelling."""
    plain = unicodedata.normalize("NFKD", _NUMBER.sub(" number ", column.strip().lower()))
    spelt = _BETWEEN.sub("_", "".join(it for it in plain if not unicodedata.combining(it))).strip("_")
    return ours.get(spelt, spelt)


def _read() -> dict[str, str]:
    text = resources.files(__package__ or "").joinpath("columns.toml").read_text(encoding="utf-8")
    return {our_name(theirs, {}): ours for ours, names in tomllib.loads(text).items() for theirs in names}


OURS: Final = _read()
