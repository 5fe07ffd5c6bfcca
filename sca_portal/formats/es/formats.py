"""Numbers in Spanish as people in the United States write them: 1,250.50."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
