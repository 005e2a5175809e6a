"""Who may sign in to a ledger that several people use: the rules about names, passwords, sessions and tokens."""
