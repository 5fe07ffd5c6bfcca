"""Complaints to the offices that watch over a plan."""
