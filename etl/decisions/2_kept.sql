-- The class of every household whose class is not simply what its list says: answered, else as published before it began to wait.
-- A conflict that the published warehouse did not ask about is new: what is written down of an older one does not hold for it.
INSERT INTO stage.class_kept BY NAME
WITH last_held AS (
    SELECT * FROM stage.class_held
    QUALIFY row_number() OVER (PARTITION BY period, standard_id, listed_id ORDER BY line DESC) = 1
),
waiting AS (
    SELECT conflict.period, conflict.standard_id, conflict.listed_id, published.stamp, held.recognised_class AS written,
           CASE WHEN held.listed_id IS NULL OR NOT published.was_asked THEN nullif(published.recognised_class, 'unknown') END AS seen
    FROM stage.class_conflict AS conflict
    LEFT JOIN last_held AS held USING (period, standard_id, listed_id)
    LEFT JOIN stage.class_published AS published USING (period, standard_id, listed_id)
    WHERE NOT conflict.is_answered
)
SELECT period, standard_id, listed_id, recognised_class, line, FALSE AS is_fresh, CAST(NULL AS VARCHAR) AS stamp FROM stage.class_said
UNION ALL
SELECT period, standard_id, listed_id, coalesce(seen, written), NULL, seen IS DISTINCT FROM written AND seen IS NOT NULL, stamp
FROM waiting
WHERE coalesce(seen, written) IS NOT NULL
