"""Which home care is chosen, and on which days it is used."""
