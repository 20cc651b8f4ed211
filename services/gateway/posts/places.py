"""Where a post can be taken: addresses that open a network's own form, filled in and not sent."""

from urllib.parse import quote

from shared.contracts.posts import PostPlace


def places(text: str, link: str, title: str) -> tuple[PostPlace, ...]:
    """Return the forms. LinkedIn takes the link alone, so there the text is to be pasted.

    Sources: docs.bsky.app "Action Intent Links"; blog.joinmastodon.org, March 2026 (the text stays in the
    browser, behind `#`); X's "Web Intent"; RFC 6068 for mail.
    """
    said = quote(text, safe="")
    return (
        PostPlace(
            name="LinkedIn",
            url=f"https://www.linkedin.com/sharing/share-offsite/?url={quote(link, safe='')}",
            takes_text=False,
        ),
        PostPlace(name="Mastodon", url=f"https://share.joinmastodon.org/#text={said}", takes_text=True),
        PostPlace(name="Bluesky", url=f"https://bsky.app/intent/compose?text={said}", takes_text=True),
        PostPlace(name="X", url=f"https://x.com/intent/post?text={said}", takes_text=True),
        PostPlace(name="E-mail", url=f"mailto:?subject={quote(title, safe='')}&body={said}", takes_text=True),
    )
