"""The kinship engines against values of other programs, against slow oracles, and against what must hold of any."""
