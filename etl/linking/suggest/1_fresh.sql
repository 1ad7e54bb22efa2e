-- Rows of this list that nothing matched.
CREATE OR REPLACE TABLE stage.link_fresh AS
SELECT listed.* FROM stage.link_row AS listed
ANTI JOIN stage.link_match AS matched ON matched.listed_id = listed.listed_id
WHERE listed.place = $place
