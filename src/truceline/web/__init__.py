"""The ledger in the browser: pages and a JSON interface, read-only, with nothing fetched from any other host.

One file a page in ``pages/``; ``api.py`` has the same as JSON.  Everything is asked of the ledger through a
:class:`~truceline.web.desk.Desk`.
"""
