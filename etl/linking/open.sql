-- One row per suggestion that nobody decided yet, with what an officer knows both rows by; best first.
WITH rows AS (
    SELECT link.period, link.listed_id, min(household.household_code) AS code, min(household.head_name) AS name,
           min(area.name) AS area, min(listed.member_count) AS members
    FROM core.household_link AS link
    JOIN core.household_round AS listed
        ON listed.period = link.period AND listed.standard_id = link.standard_id AND listed.household_id = link.household_id
    JOIN core.period AS round_period ON round_period.period = link.period
    JOIN restricted.household AS household ON household.period = link.period AND household.household_id = link.household_id
    LEFT JOIN core.area AS area
        ON area.area_id = listed.area_id
        AND round_period.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, DATE '9999-12-31')
    GROUP BY link.period, link.listed_id
)
SELECT suggestion.score, suggestion.evidence,
       earlier.period, earlier.listed_id, earlier.code, earlier.name, earlier.area, earlier.members,
       later.period, later.listed_id, later.code, later.name, later.area, later.members
FROM core.link_suggestion AS suggestion
JOIN rows AS earlier ON earlier.period = suggestion.earlier_period AND earlier.listed_id = suggestion.earlier_id
JOIN rows AS later ON later.period = suggestion.later_period AND later.listed_id = suggestion.later_id
ORDER BY suggestion.score DESC, later.period DESC, later.area, later.name, later.listed_id, earlier.period DESC, earlier.listed_id
