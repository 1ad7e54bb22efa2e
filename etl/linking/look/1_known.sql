-- One row per household of the lists walked so far, as it was listed last.
CREATE OR REPLACE TABLE stage.link_known AS
SELECT link.household_id, listed.*
FROM stage.link_row AS listed
JOIN stage.link_result AS link ON link.place = listed.place AND link.listed_id = listed.listed_id
WHERE listed.place < $place
QUALIFY row_number() OVER (PARTITION BY link.household_id ORDER BY listed.place DESC) = 1
