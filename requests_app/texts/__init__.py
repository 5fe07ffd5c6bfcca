"""Text messages: who wants them, how they are sent, and how they stop."""
