"""The sign-in mail: a code for the browser that asked, a link for everyone else."""

from services.gateway.auth.codes import Secrets
from services.gateway.letters.lists import Notice


def write_letter(message_id: str, secrets: Secrets, public_url: str) -> Notice:
    """Write the mail. The link opens a page with a button and consumes nothing by itself."""
    link = f"{public_url.rstrip('/')}/sign-in/link/{secrets.link_token}"
    text = (
        f"Your sign-in code for Acquaint: {secrets.code}\n\n"
        f"Type it where you asked for it, or open this page and press the button:\n{link}\n\n"
        "Both work once, for 15 minutes. If you did not ask to sign in,\n"
        "do nothing: nobody gets in without this mail.\n"
    )
    return Notice(message_id, f"{secrets.code} is your Acquaint sign-in code", text)
