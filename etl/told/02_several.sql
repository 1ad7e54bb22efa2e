-- Nearly every household stands on one row of one list. These may stand on several, which are weighed against each other.
CREATE TABLE stage.several AS
SELECT period, standard_id, listed_id FROM stage.household_review GROUP BY ALL HAVING count(*) > 1
UNION
SELECT period, standard_id, head_listed_id FROM stage.member_list WHERE recognised_class IS NOT NULL AND head_listed_id IS NOT NULL
