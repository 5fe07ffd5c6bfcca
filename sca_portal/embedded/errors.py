"""What can go wrong, with text for the person at the terminal."""


class EmbeddedError(Exception):
    """Stops the command; the text says what to do."""
