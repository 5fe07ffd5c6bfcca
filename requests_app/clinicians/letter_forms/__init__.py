"""The five short pages of a clinician’s letter, and its signature."""
