"""Open information extraction (Banko et al. 2007): relations by verbs that the ontology does not know."""
