-- What the texts state, by a relation of the ontology or, open, by any other verb.
SELECT relation.*, FALSE AS is_open FROM relation
UNION ALL
SELECT open_relation.*, TRUE AS is_open FROM open_relation
