-- One row per policy that helps against a deprivation and whose amounts in force can be counted: what one household or person costs.
WITH linked AS (
    SELECT substr(key, length('remedy.') + 1) AS indicator_code, unnest(string_split(value, ';')) AS link
    FROM core.setting
    WHERE key LIKE 'remedy.%'
),
counted AS (
    SELECT amount.policy_id, amount.item, amount.item_en, amount.sort_key, amount.certainty,
           CASE WHEN amount.unit IN ('đồng/nhà', 'đồng/hộ') THEN 'household'
                WHEN amount.unit = 'đồng/người' OR months.value IS NOT NULL THEN 'person' END AS per,
           CAST(amount.amount * coalesce(CAST(months.value AS INTEGER), 1) AS BIGINT) AS cost_vnd,
           coalesce(classes.value, 'poor;near_poor') AS classes
    FROM core.policy_amount AS amount
    LEFT JOIN core.setting AS months ON months.key = 'cost_months.' || amount.amount_id AND amount.unit = 'đồng/tháng'
    LEFT JOIN core.setting AS classes ON classes.key = 'cost_classes.' || amount.amount_id
    WHERE amount.amount IS NOT NULL AND amount.valid_to IS NULL
)
SELECT linked.indicator_code, policy.policy_id, policy.name, policy.name_en,
       string_agg(DISTINCT counted.item, '; ' ORDER BY counted.item) AS item,
       string_agg(DISTINCT counted.item_en, '; ' ORDER BY counted.item_en) AS item_en,
       counted.per, min(counted.cost_vnd) AS least_vnd, max(counted.cost_vnd) AS most_vnd,
       max(counted.certainty) AS certainty, any_value(counted.classes) AS classes
FROM linked
JOIN core.policy AS policy ON linked.link = 'policy:' || policy.policy_id
JOIN counted ON counted.policy_id = policy.policy_id AND counted.per IS NOT NULL
GROUP BY linked.indicator_code, policy.policy_id, policy.name, policy.name_en, policy.sort_key, counted.per
ORDER BY policy.sort_key, counted.per
