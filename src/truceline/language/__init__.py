"""The parsed text: the only place that knows spaCy."""
