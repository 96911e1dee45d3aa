"""What can't be read says why."""


class ReadError(ValueError):
    """A file or text that can't be read; the message is a sentence for people."""
