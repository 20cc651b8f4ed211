"""Bytes of a text file to text: UTF-8 where they are that, else the code page of Windows in the west."""


def decoded(body: bytes) -> str:
    """Return the text; bytes that are neither stand as the replacement character."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")
