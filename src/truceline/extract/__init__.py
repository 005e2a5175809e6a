"""From parsed text to claims: mentions first (actors, places, times, counts), then claims (events, tolls, control)."""
