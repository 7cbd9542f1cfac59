-- What a node is called: rank 0 is its name, 1 and up its aliases, the most frequent first.
SELECT entity, text, mentions, row_number() OVER (PARTITION BY entity ORDER BY other, mentions DESC, text) - 1 AS rank
FROM (
    SELECT called.entity, called.text, CAST(sum(called.times) AS BIGINT) AS mentions,
        CASE WHEN called.text = plain(node.name) THEN 0 ELSE 1 END AS other
    FROM called
    JOIN node ON node.id = called.entity
    WHERE called.text <> ''
    GROUP BY called.entity, called.text, node.name
) AS counted
ORDER BY entity, rank
