/* ---
title:      {vi: Chính sách của kế hoạch, en: Policies of the plan}
definition:
  vi: "Mỗi dòng một chính sách ở mục II.2 của kế hoạch, với đầu mối và cái được đếm."
  en: "One row per policy of section II.2 of the plan, with its unit and what is counted."
columns:
  - {name: place, title: {vi: Mục, en: Section}, kind: text}
  - {name: policy_id, title: {vi: Mã chính sách, en: Policy id}, kind: text}
  - {name: policy_name, title: {vi: Chính sách, en: Policy}, kind: words}
  - {name: unit_id, title: {vi: Mã đơn vị, en: Unit id}, kind: text}
  - {name: unit_name, title: {vi: Đơn vị, en: Unit}, kind: words}
  - {name: counted, title: {vi: Đếm gì, en: What is counted}, kind: text}
sources: []
access: public
--- */
-- One row per policy, in the order of the plan.
SELECT CAST(NULL AS VARCHAR) AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id, policy.sort_key,
       policy.place, policy.policy_id, {'vi': policy.name, 'en': policy.name_en} AS policy_name, policy.lead_unit_id AS unit_id,
       {'vi': unit.name, 'en': unit.name_en} AS unit_name, policy.counted
FROM core.policy AS policy
LEFT JOIN core.unit AS unit ON unit.unit_id = policy.lead_unit_id
CROSS JOIN core.ward AS ward
