/* ---
title:      {vi: Đủ điều kiện mà chưa được hưởng chính sách, en: Eligible and not served}
definition:
  vi: >-
    Mỗi dòng một chính sách của một đơn vị. Có danh sách từng đối tượng thì đếm trên danh sách: chưa hưởng là ghi rõ chưa hưởng,
    để trống là chưa rõ. Không có danh sách thì lấy số đủ điều kiện trừ số đã hưởng của từng khối trong báo cáo mới nhất; khối
    thiếu một trong hai số, hoặc đã hưởng nhiều hơn đủ điều kiện, là khối chưa đủ số, người đủ điều kiện của khối chưa báo số đã
    hưởng là chưa rõ. Chính sách tính được tỷ lệ mà chưa ai báo cáo vẫn có một dòng.
  en: >-
    One row per policy and unit. Where a list of persons exists it is counted: not served is what says so, blank is unknown.
    Elsewhere eligible less served of each neighbourhood in its newest report; one that lacks one of the two, or served more than
    were eligible, is not whole, and its eligible are unknown where served is missing. A policy that can be told as a share and
    that nobody reports keeps its row.
columns:
  - {name: policy_id, title: {vi: Mã chính sách, en: Policy id}, kind: text}
  - {name: policy_name, title: {vi: Chính sách, en: Policy}, kind: text}
  - {name: unit_id, title: {vi: Mã đơn vị, en: Unit id}, kind: text}
  - {name: unit_name, title: {vi: Đơn vị, en: Unit}, kind: words}
  - {name: origin, title: {vi: Đếm từ, en: Counted from}, kind: code, codes: form}
  - {name: is_divided, title: {vi: Chia được theo khối, en: By neighbourhood}, kind: flag}
  - {name: waiting, title: {vi: Chưa được hưởng, en: Not served}, kind: count, sum: true}
  - {name: unknown, title: {vi: Chưa rõ, en: Not known}, kind: count, sum: true}
  - {name: unclear_areas, title: {vi: Khối chưa đủ số, en: Neighbourhoods not whole}, kind: count, sum: true}
  - {name: oldest_since, title: {vi: Đủ điều kiện sớm nhất, en: Eligible since}, kind: date, earliest: true}
sources: [policy_coverage, entitlement_list]
rows: {unserved_list: {}, policy_list: {}}
access: sensitive
--- */
-- One row per period, policy, unit and khối. The ward's own row counts only where no khối has one.
WITH listed AS (
    SELECT given.period AS shown_period, given.policy_id, coalesce(given.unit_id, policy.lead_unit_id) AS unit_id, given.area_id,
           sum(CASE WHEN given.is_served = FALSE THEN 1 ELSE 0 END) AS waiting,
           sum(CASE WHEN given.is_served IS NULL THEN 1 ELSE 0 END) AS unknown,
           min(CASE WHEN given.is_served = FALSE THEN given.entitled_since END) AS oldest_since
    FROM core.entitlement AS given
    JOIN core.policy AS policy ON policy.policy_id = given.policy_id
    GROUP BY given.period, given.policy_id, coalesce(given.unit_id, policy.lead_unit_id), given.area_id
),
dated AS (
    SELECT shown.period AS shown_period, coverage.policy_id, coverage.area_id, coverage.eligible, coverage.served,
           row_number() OVER (PARTITION BY shown.period, coverage.policy_id, coverage.area_id
                              ORDER BY coverage.report_date DESC, coverage.period DESC) AS place
    FROM core.period AS shown
    JOIN core.policy_coverage AS coverage
        ON coverage.report_date <= shown.last_day AND year(coverage.report_date) = year(shown.last_day)
),
reported AS (
    SELECT dated.shown_period, dated.policy_id, policy.lead_unit_id AS unit_id, dated.area_id,
           dated.served <= dated.eligible AS is_whole, dated.eligible, dated.served
    FROM dated
    JOIN core.policy AS policy ON policy.policy_id = dated.policy_id
    CROSS JOIN core.ward AS ward
    WHERE dated.place = 1
      AND (dated.shown_period, dated.policy_id) NOT IN (SELECT shown_period, policy_id FROM listed)
      AND (dated.area_id <> ward.area_id OR NOT EXISTS (
          SELECT 1 FROM dated AS khoi
          WHERE khoi.shown_period = dated.shown_period AND khoi.policy_id = dated.policy_id AND khoi.area_id <> ward.area_id))
),
told AS (
    SELECT shown_period, policy_id, unit_id, area_id, 'entitlement_list' AS origin, waiting, unknown, 0 AS unclear_areas, oldest_since
    FROM listed
    UNION ALL
    SELECT shown_period, policy_id, unit_id, area_id, 'policy_coverage', CASE WHEN is_whole THEN eligible - served END,
           CASE WHEN served IS NULL THEN coalesce(eligible, 0) ELSE 0 END, CASE WHEN is_whole THEN 0 ELSE 1 END, NULL
    FROM reported
),
shown AS (
    SELECT * FROM told
    UNION ALL
    SELECT any_told.shown_period, policy.policy_id, policy.lead_unit_id, ward.area_id, NULL, NULL, NULL, NULL, NULL
    FROM core.policy AS policy
    CROSS JOIN (SELECT DISTINCT shown_period FROM told) AS any_told
    CROSS JOIN core.ward AS ward
    WHERE policy.has_percentage AND (any_told.shown_period, policy.policy_id) NOT IN (SELECT shown_period, policy_id FROM told)
)
SELECT shown.shown_period AS period, CAST(NULL AS VARCHAR) AS standard_id, shown.area_id, policy.sort_key,
       shown.policy_id, policy.name AS policy_name, shown.unit_id, {'vi': unit.name, 'en': unit.name_en} AS unit_name,
       shown.origin, shown.area_id <> ward.area_id AS is_divided, shown.waiting, shown.unknown, shown.unclear_areas, shown.oldest_since
FROM shown
JOIN core.policy AS policy ON policy.policy_id = shown.policy_id
LEFT JOIN core.unit AS unit ON unit.unit_id = shown.unit_id
CROSS JOIN core.ward AS ward
