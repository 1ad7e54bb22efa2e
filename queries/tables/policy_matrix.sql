/* ---
title:      {vi: "Chính sách theo khối", en: "Policies by neighbourhood"}
definition:
  vi: >-
    Mỗi dòng một chính sách của mục II.2 và một đơn vị: đủ điều kiện và đã hưởng lấy từ hai số đã ghi, không bao giờ suy từ nhau. Có
    danh sách từng đối tượng thì đếm trên danh sách, không có thì lấy báo cáo theo khối mới nhất trong năm tính đến hết kỳ. Khối
    không có trong báo cáo, thiếu một số, hoặc ghi đã hưởng nhiều hơn đủ điều kiện là khối chưa đủ số; người đủ điều kiện của khối ấy
    là chưa rõ, phần ghi vượt để riêng. Mọi người đã hưởng chỉ khi mọi khối đủ số và không ai chờ hay chưa rõ. Chính sách không tính
    được tỷ lệ chỉ có số đếm.
  en: >-
    One row per policy of section II.2 and unit: eligible and served are two numbers as written, never made from each other. A list
    of beneficiaries is counted where there is one, else the newest report by neighbourhood of the year at or before the end of the
    period. A neighbourhood that is not in the report, lacks a number or says more served than eligible is not whole; its eligible are
    unknown, and what it says beyond them stands apart.
    Everybody is served only where every neighbourhood is whole and nobody waits or is unknown. A policy without a natural
    percentage has counts alone.
columns:
  - {name: place, title: {vi: Mục của Kế hoạch, en: Section of the plan}, kind: text}
  - {name: policy_id, title: {vi: Mã chính sách, en: Policy id}, kind: text}
  - {name: policy_name, title: {vi: Chính sách, en: Policy}, kind: words}
  - {name: unit_id, title: {vi: Mã đơn vị, en: Unit id}, kind: text}
  - {name: unit_name, title: {vi: Đầu mối, en: Lead}, kind: words}
  - {name: unit_counted, title: {vi: Đếm theo, en: Counted in}, kind: code, codes: unit_counted}
  - {name: has_percentage, title: {vi: Tính được tỷ lệ, en: Has a share}, kind: flag}
  - {name: is_in_target, title: {vi: Thuộc chỉ tiêu 6, en: In target 6}, kind: flag}
  - {name: origin, title: {vi: Đếm từ, en: Counted from}, kind: code, codes: form}
  - {name: is_divided, title: {vi: Chia được theo khối, en: By neighbourhood}, kind: flag}
  - {name: served, title: {vi: Đã hưởng, en: Served}, kind: count, sum: true}
  - {name: eligible, title: {vi: Đủ điều kiện, en: Eligible}, kind: count, sum: true}
  - {name: waiting, title: {vi: Còn chờ, en: Waiting}, kind: count, sum: true}
  - {name: unknown, title: {vi: Chưa rõ, en: Not known}, kind: count, sum: true}
  - {name: beyond, title: {vi: Ghi vượt số đủ điều kiện, en: Written beyond eligible}, kind: count, sum: true}
  - {name: unclear_areas, title: {vi: Khối chưa đủ số, en: Neighbourhoods not whole}, kind: count, sum: true}
  - {name: reach, title: {vi: Đến đâu, en: Reach}, kind: code, codes: reach, derived: true}
sources: [policy_coverage, entitlement_list]
rows: {entitled_list: {}, policy_list: {}}
access: sensitive
--- */
-- One row per period, policy, unit and khối; of a policy that nobody reports one row of the ward without numbers.
SELECT reach.period, CAST(NULL AS VARCHAR) AS standard_id, reach.area_id, policy.sort_key, policy.place,
       reach.policy_id, {'vi': policy.name, 'en': policy.name_en} AS policy_name,
       reach.unit_id, {'vi': unit.short_name, 'en': unit.name_en} AS unit_name,
       policy.unit_counted, policy.has_percentage, policy.is_in_target, reach.origin, reach.area_id <> ward.area_id AS is_divided,
       CASE WHEN policy.has_percentage AND reach.served > reach.eligible THEN 0
            WHEN policy.has_percentage AND reach.eligible IS NULL THEN NULL ELSE reach.served END AS served, reach.eligible,
       CASE WHEN reach.served <= reach.eligible THEN reach.eligible - reach.served - reach.unknown END AS waiting,
       CASE WHEN reach.origin IS NOT NULL THEN reach.unknown END AS unknown,
       CASE WHEN reach.origin IS NULL THEN NULL
            WHEN policy.has_percentage AND reach.served > reach.eligible THEN reach.served - reach.eligible ELSE 0 END AS beyond,
       CASE WHEN reach.origin IS NOT NULL THEN CASE WHEN reach.is_whole THEN 0 ELSE 1 END END AS unclear_areas
FROM core.policy_reach AS reach
JOIN core.policy AS policy ON policy.policy_id = reach.policy_id
LEFT JOIN core.unit AS unit ON unit.unit_id = reach.unit_id
CROSS JOIN core.ward AS ward
