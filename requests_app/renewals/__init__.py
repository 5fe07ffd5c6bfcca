"""Going on: units used, the end of an approval, a change of plan or network."""
