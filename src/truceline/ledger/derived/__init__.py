"""Tolls, disputes, agreements and ceasefires as they are kept in the ledger: worked out group by group, brought up to
date when reports come in, and read again a page at a time."""
