/* ---
title:      {vi: "Hỗ trợ của một hộ", en: "Help to one household"}
definition:
  vi: "Mỗi dòng một lần hộ hoặc thành viên có trong danh sách đối tượng của một chính sách: được hưởng từ ngày nào, đã hưởng hay chưa."
  en: "One row per entry of the household or a member on the entitlement list of a policy: since when, and served or not."
columns:
  - {name: household_id, title: {vi: Mã trong kho số liệu, en: Warehouse id}, kind: household}
  - {name: period, title: {vi: Kỳ, en: Period}, kind: text}
  - {name: policy_name, title: {vi: Chính sách, en: Policy}, kind: words}
  - {name: name, title: {vi: Họ và tên, en: Name}, kind: name}
  - {name: entitled_since, title: {vi: Đủ điều kiện từ, en: Eligible since}, kind: date}
  - {name: served, title: {vi: Đã hưởng, en: Served}, kind: code, codes: served}
  - {name: served_date, title: {vi: Ngày hưởng, en: Served on}, kind: date}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [entitlement_list]
access: restricted
--- */
-- One row per entitlement of a known household, the newest first.
SELECT given.period, CAST(NULL AS VARCHAR) AS standard_id, given.area_id, given.household_id,
       row_number() OVER (ORDER BY shown.last_day DESC, policy.sort_key, given.source_file, given.source_row) AS sort_key,
       {'vi': policy.name, 'en': policy.name_en} AS policy_name, identity.name, given.entitled_since,
       CASE WHEN given.is_served IS NULL THEN 'unknown' WHEN given.is_served THEN 'served' ELSE 'not_served' END AS served,
       given.served_date, given.source_file, given.source_sheet, given.source_row
FROM core.entitlement AS given
JOIN core.policy AS policy ON policy.policy_id = given.policy_id
JOIN core.period AS shown ON shown.period = given.period
LEFT JOIN restricted.entitlement AS identity ON identity.entitlement_id = given.entitlement_id
WHERE given.household_id IS NOT NULL
