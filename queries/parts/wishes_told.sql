-- One row per wish, period of its year that ends on its day or later, and standard. lacking: whether the household lacks, on the list of
-- that round, one of the indicators that such a wish is about (settings «wish.<kind>»): lacking, not_lacking, unknown; NULL: it is about none.
WITH about AS (
    SELECT linked.wish_kind, linked.indicator_code
    FROM (SELECT substr(key, length('wish.') + 1) AS wish_kind, unnest(string_split(value, ';')) AS indicator_code
          FROM core.setting
          WHERE key LIKE 'wish.%') AS linked
    WHERE linked.indicator_code IN (SELECT indicator_code FROM core.standard_indicator)
),
found AS (
    SELECT asked.period, asked.standard_id, asked.household_id, about.wish_kind,
           CASE WHEN max(CASE WHEN asked.is_deprived THEN 1 ELSE 0 END) = 1 THEN 'lacking'
                WHEN count(asked.is_deprived) = count(*) THEN 'not_lacking' END AS lacking
    FROM household_deprivations AS asked
    JOIN about ON about.indicator_code = asked.indicator_code
    GROUP BY asked.period, asked.standard_id, asked.household_id, about.wish_kind
)
SELECT shown.period, standard.standard_id, wish.area_id, wish.wish_id, wish.household_id, wish.consulted_date, wish.wish_kind, wish.unit_id,
       wish.has_agreement, listed.recognised_class,
       CASE WHEN wish.wish_kind IN (SELECT wish_kind FROM about) THEN coalesce(found.lacking, 'unknown') END AS lacking,
       wish.source_file, wish.source_sheet, wish.source_row
FROM core.wish AS wish
JOIN core.period AS shown
    ON substr(shown.period, 1, 4) = wish.period AND coalesce(wish.consulted_date, shown.last_day) <= shown.last_day
CROSS JOIN core.standard AS standard
LEFT JOIN core.household_round AS listed
    ON listed.period = shown.period AND listed.standard_id = standard.standard_id AND listed.household_id = wish.household_id
LEFT JOIN found
    ON found.period = shown.period AND found.standard_id = standard.standard_id
    AND found.household_id = wish.household_id AND found.wish_kind = wish.wish_kind
