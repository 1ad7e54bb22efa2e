/* ---
title:      {vi: "Chính sách, dự án gỡ từng thiếu hụt", en: "What removes each deprivation"}
definition:
  vi: >-
    Mỗi dòng một chính sách hoặc dự án của Kế hoạch gỡ được một thiếu hụt (hoặc nâng thu nhập, điểm B1), và đầu mối. Chỉ số không có
    dòng nào trong Kế hoạch ghi «chưa có trong Kế hoạch». Mức hỗ trợ theo hộ, nhà chỉ có khi văn bản hay thông lệ đã ghi.
  en: >-
    One row per policy or project of the plan that removes a deprivation (or raises income, the B1 score), and its unit. An
    indicator that nothing in the plan helps says so. Support per household or house only where it is written somewhere.
columns:
  - {name: indicator_code, title: {vi: Mã chỉ số, en: Indicator code}, kind: text}
  - {name: indicator, title: {vi: Thiếu hụt, en: Deprivation}, kind: words}
  - {name: remedy, title: {vi: "Chính sách, dự án", en: "Policy, project"}, kind: words}
  - {name: place, title: {vi: Mục của Kế hoạch, en: Place in the plan}, kind: text}
  - {name: unit_name, title: {vi: Đầu mối, en: Unit}, kind: words}
  - {name: least_vnd, title: {vi: Mức thấp nhất, en: Least}, kind: money}
  - {name: most_vnd, title: {vi: Mức cao nhất, en: Most}, kind: money}
  - {name: certainty, title: {vi: Độ tin cậy, en: Certainty}, kind: code, codes: certainty}
sources: []
access: public
--- */
-- One row per standard, indicator (and income) and what helps it; the links are settings «remedy.<indicator>» = «kind:id;…».
WITH asked AS (
    SELECT standard_id, indicator_code, sort_key, {'vi': name, 'en': name_en} AS indicator
    FROM core.standard_indicator
    UNION ALL
    SELECT standard_id, 'income', 100, {'vi': 'Thu nhập (điểm B1)', 'en': 'Income (B1 score)'} FROM core.standard
),
linked AS (
    SELECT substr(key, length('remedy.') + 1) AS indicator_code, unnest(string_split(value, ';')) AS link
    FROM core.setting
    WHERE key LIKE 'remedy.%'
),
given AS (
    SELECT policy_id, min(amount) AS least_vnd, max(amount) AS most_vnd, min(certainty) AS certainty
    FROM core.policy_amount
    WHERE unit IN ('đồng/nhà', 'đồng/hộ') AND amount IS NOT NULL AND valid_to IS NULL
    GROUP BY policy_id
),
helped AS (
    SELECT linked.indicator_code, policy.sort_key, {'vi': policy.name, 'en': policy.name_en} AS remedy, policy.place,
           policy.lead_unit_id, given.least_vnd, given.most_vnd, given.certainty
    FROM linked
    JOIN core.policy AS policy ON linked.link = 'policy:' || policy.policy_id
    LEFT JOIN given ON given.policy_id = policy.policy_id
    UNION ALL
    SELECT linked.indicator_code, 1000 + project.sort_key,
           {'vi': project.code_shown || ': ' || project.name, 'en': coalesce(project.code_en, project.code_shown) || ': ' || project.name_en},
           project.place, project.lead_unit_id, NULL, NULL, NULL
    FROM linked
    JOIN core.project AS project ON linked.link = 'project:' || project.project_id
)
SELECT CAST(NULL AS VARCHAR) AS period, asked.standard_id, (SELECT min(area_id) FROM core.ward) AS area_id,
       10000 * asked.sort_key + coalesce(helped.sort_key, 0) AS sort_key, asked.indicator_code, asked.indicator, helped.remedy,
       helped.place, CASE WHEN unit.unit_id IS NOT NULL THEN {'vi': unit.short_name, 'en': unit.name_en} END AS unit_name,
       CAST(helped.least_vnd AS BIGINT) AS least_vnd, CAST(helped.most_vnd AS BIGINT) AS most_vnd, helped.certainty
FROM asked
LEFT JOIN helped ON helped.indicator_code = asked.indicator_code
LEFT JOIN core.unit AS unit ON unit.unit_id = helped.lead_unit_id
