"""placeholder"""


def _(text: str) -> str:
    """A text of the pages: marked here, so that it can be found and translated."""
    return text
