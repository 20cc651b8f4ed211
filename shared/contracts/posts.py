"""Drafts of posts about events, for their writers alone."""

from pydantic import Field

from shared.contracts.model import Answer


class PostPlace(Answer):
    """A network's own form, opened filled in; nothing is sent before its user sends it."""

    name: str = Field(examples=["Mastodon"])
    url: str
    takes_text: bool = Field(description="false where it takes the link alone, and the text is to be pasted")


class PostDraft(Answer):
    """A first draft about an event that I go to, to be changed before it is posted."""

    text: str = Field(description="at most 280 characters, the link included")
    advice: tuple[str, ...] = Field(description="what makes such a post worth reading")
    places: tuple[PostPlace, ...] = Field(
        description="forms that take the text, without a sentence that still ends in `…`"
    )
