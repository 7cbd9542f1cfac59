-- What names, codes and chains imply between entities that are shown, unless a text speaks of it; of a relation of the
-- ontology only what joins labels that it allows.
SELECT implied.subject, implied.relation, implied.object, implied.rule,
    count(DISTINCT implied.article_id) AS articles
FROM (
    SELECT derived.article_id, derived.relation, derived.rule,
        coalesce(head.into_, derived.subject) AS subject, coalesce(tail.into_, derived.object) AS object
    FROM derived
    JOIN live_article ON live_article.source_id = derived.source_id AND live_article.id = derived.article_id
    LEFT JOIN identity AS head ON head.entity = derived.subject
    LEFT JOIN identity AS tail ON tail.entity = derived.object
) AS implied
JOIN node AS head_node ON head_node.id = implied.subject
JOIN node AS tail_node ON tail_node.id = implied.object
LEFT JOIN fact ON fact.subject = implied.subject AND fact.relation = implied.relation AND fact.object = implied.object
LEFT JOIN allowed_relation ON allowed_relation.name = implied.relation
    AND allowed_relation.head = head_node.label AND allowed_relation.tail = tail_node.label
WHERE implied.subject <> implied.object AND fact.id IS NULL
    AND (allowed_relation.name IS NOT NULL OR implied.relation NOT IN (SELECT name FROM allowed_relation))
GROUP BY implied.subject, implied.relation, implied.object, implied.rule
ORDER BY implied.subject, implied.relation, implied.object, implied.rule
