-- The ledger of aliases: every other name of a node with the reason why it is the same thing, and how often it stands.
SELECT called.entity, called.text, called.reason, CAST(sum(called.times) AS BIGINT) AS mentions,
    count(DISTINCT called.article_id) AS articles
FROM called
JOIN node ON node.id = called.entity
WHERE called.text <> '' AND called.text <> plain(node.name)
GROUP BY called.entity, called.text, called.reason
ORDER BY called.entity, mentions DESC, called.text, called.reason
