/* ---
title:      {vi: Đủ điều kiện mà chưa được hưởng chính sách, en: Eligible and not served}
definition:
  vi: >-
    Mỗi dòng một chính sách của một đơn vị. Có danh sách từng đối tượng thì đếm trên danh sách: chưa hưởng là ghi rõ chưa hưởng,
    để trống là chưa rõ. Không có danh sách thì lấy số đủ điều kiện trừ số đã hưởng của từng khối trong báo cáo mới nhất; khối
    không có trong báo cáo, thiếu một trong hai số, hoặc đã hưởng nhiều hơn đủ điều kiện, là khối chưa đủ số, người đủ điều kiện
    của khối ấy là chưa rõ. Chính sách tính được tỷ lệ mà chưa ai báo cáo vẫn có một dòng.
  en: >-
    One row per policy and unit. Where a list of persons exists it is counted: not served is what says so, blank is unknown.
    Elsewhere eligible less served of each neighbourhood in its newest report; one that is not in it, lacks one of the two, or
    served more than were eligible, is not whole, and its eligible are unknown. A policy that can be told as a share and that
    nobody reports keeps its row.
columns:
  - {name: policy_id, title: {vi: Mã chính sách, en: Policy id}, kind: text}
  - {name: policy_name, title: {vi: Chính sách, en: Policy}, kind: words}
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
-- One row per period, policy, unit and khối; nobody waits for what is only counted.
SELECT reach.period, CAST(NULL AS VARCHAR) AS standard_id, reach.area_id, policy.sort_key,
       reach.policy_id, {'vi': policy.name, 'en': policy.name_en} AS policy_name,
       reach.unit_id, {'vi': unit.name, 'en': unit.name_en} AS unit_name,
       reach.origin, reach.area_id <> ward.area_id AS is_divided,
       CASE WHEN reach.served <= reach.eligible
           THEN reach.eligible - reach.served - reach.unknown END AS waiting,
       CASE WHEN reach.origin IS NOT NULL THEN reach.unknown END AS unknown,
       CASE WHEN reach.origin IS NOT NULL THEN CASE WHEN reach.is_whole THEN 0 ELSE 1 END END AS unclear_areas,
       reach.oldest_since
FROM core.policy_reach AS reach
JOIN core.policy AS policy ON policy.policy_id = reach.policy_id
LEFT JOIN core.unit AS unit ON unit.unit_id = reach.unit_id
CROSS JOIN core.ward AS ward
WHERE policy.has_percentage OR reach.eligible IS NOT NULL
