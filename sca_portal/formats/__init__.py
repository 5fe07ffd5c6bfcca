"""Where our number formats differ from Django's."""
