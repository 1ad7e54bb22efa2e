-- One row per household with a list of members and period: its members aged 16 to 30, those trained or in school, those not known.
SELECT period, household_id,
       sum(CASE WHEN training_status IS NOT NULL THEN 1 ELSE 0 END) AS youths,
       sum(CASE WHEN training_status IN ('trained', 'in_school') THEN 1 ELSE 0 END) AS covered,
       sum(CASE WHEN training_status = 'unknown' THEN 1 ELSE 0 END) AS unknown
FROM core.person_round
GROUP BY period, household_id
