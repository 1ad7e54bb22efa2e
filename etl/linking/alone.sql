-- The only list there is: one row per listed household, named as its row.
INSERT INTO core.household_link BY NAME
SELECT period, standard_id, listed_id, listed_id AS household_id, 'new' AS method FROM stage.listed;

CREATE VIEW stage.linked AS SELECT *, listed_id AS household_id FROM stage.listed
