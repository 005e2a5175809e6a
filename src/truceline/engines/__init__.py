"""Engines schedule the one batch function, ``pipeline.read_documents``, and know nothing of what it does."""
