"""The terms of a single case agreement, and how they came about."""
