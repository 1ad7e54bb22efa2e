-- One row per household and round: who it is, as the first list of the round names it. Read only by those who may.
INSERT INTO restricted.household BY NAME
-- Only where a round has lists of two standards is a household named twice.
WITH several AS (
    SELECT period, household_id
    FROM core.household_link
    SEMI JOIN (SELECT period FROM core.household_link GROUP BY period HAVING min(standard_id) <> max(standard_id)) USING (period)
    GROUP BY ALL
    HAVING count(*) > 1
),
first_named AS (
    SELECT listed.*
    FROM stage.linked AS listed
    SEMI JOIN several USING (period, household_id)
    JOIN core.standard AS standard USING (standard_id)
    QUALIFY row_number() OVER (PARTITION BY period, household_id ORDER BY standard.valid_from, source_file) = 1
)
SELECT period, household_id, household_code, head_name, head_id_number, head_birth_text, note
FROM stage.linked ANTI JOIN several USING (period, household_id)
UNION ALL BY NAME
SELECT period, household_id, household_code, head_name, head_id_number, head_birth_text, note FROM first_named
