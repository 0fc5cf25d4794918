"""How the target of a reference begins that stands in words which are not the library's."""

BY_NUMBER, OF_CLAUSE, OWN = "*number-", "*clause-", "*own-"
"""A target that is found by its printed number, by the clause whose number alone it prints, or by the label
of a paragraph of the same provision."""
