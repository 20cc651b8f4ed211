"""What can be wrong with a machine or a command, told in one line that says what to do."""


class Trouble(Exception):  # noqa: N818 - it reads as what it is: the person's trouble, not a fault of the code
    """An expected hindrance; its text is one sentence for the person at the terminal."""
