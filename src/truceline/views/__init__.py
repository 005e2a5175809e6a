"""What a ledger says, for people: one plain :class:`~truceline.views.briefing.Briefing`, drawn in several forms."""
