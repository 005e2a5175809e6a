"""Accounts side by side: copies, stories and mentions of one happening, worked out from documents and claims.

Plain functions on plain records.  Nothing here changes a document or a claim, and all of it can be worked out anew at
any time (``Ledger.compare``, ``truceline stories --rebuild``).
"""
