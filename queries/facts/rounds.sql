-- One row per survey round and standard; closed once its decision has a number and a date.
SELECT period, standard_id, reference_date, figure_status,
       decision_number IS NOT NULL AND decision_date IS NOT NULL AS is_closed,
       decision_number || ' ngày ' || strftime(decision_date, '%d/%m/%Y') AS decision,
       EXISTS (SELECT 1 FROM core.household_round AS household
               WHERE household.period = round.period AND household.standard_id = round.standard_id) AS is_loaded
FROM core.round AS round
ORDER BY reference_date, standard_id
