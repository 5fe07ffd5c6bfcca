"""Lists of in-network offices from files: what is read is only shown, until the person picks from it."""
