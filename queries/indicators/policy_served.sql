/* ---
title:      {vi: "Đối tượng đã được hưởng chính sách", en: "Entitlements that are served"}
definition:
  vi: >-
    Số cặp đối tượng - chính sách đã hưởng trên số cặp đủ điều kiện, cộng các chính sách của mục II.2 tính được tỷ lệ và dành cho
    hộ nghèo, hộ cận nghèo. Có danh sách từng đối tượng thì đếm trên danh sách, không có thì lấy báo cáo theo khối mới nhất trong
    năm tính đến hết kỳ; hai số không bao giờ suy từ nhau. Khối ghi đã hưởng nhiều hơn đủ điều kiện thì người đủ điều kiện của
    khối ấy là chưa rõ, không cắt về 100%. Chính sách chưa ai báo cáo thì chỉ tiêu chưa rõ.
  en: >-
    Pairs of a beneficiary and a policy that are served, over the pairs that are eligible, of the policies of section II.2 that have a
    natural percentage and are for poor and near-poor households. A list of beneficiaries is counted where there is one, else the
    newest report by neighbourhood of the year at or before the end of the period; neither number is made from the other. Where more
    were served than were eligible, the eligible of that neighbourhood are unknown, never clipped to 100%. A policy that nobody
    reports leaves the target unknown.
kind: ratio
unit: percent_of_entitlements
direction: up
frequency: report
slices: [policy_id, unit_id]
parts: policy_id
sources: [policy_coverage, entitlement_list]
rows: {entitled_list: {}, policy_list: {}}
basis: {vi: "Kế hoạch năm 2026, mục I.2 và II.2", en: "2026 plan, sections I.2 and II.2"}
target: T6
access: sensitive
--- */
-- One row per period, policy, unit and khối; of a policy that nobody reports one row of the ward without numbers.
SELECT reach.period, CAST(NULL AS VARCHAR) AS standard_id, reach.area_id, reach.policy_id, reach.unit_id,
       -- More served than eligible does not say who was served.
       CASE WHEN reach.served <= reach.eligible THEN reach.served WHEN reach.served > reach.eligible THEN 0 END AS numerator,
       reach.eligible AS denominator,
       reach.unknown
FROM core.policy_reach AS reach
JOIN core.policy AS policy ON policy.policy_id = reach.policy_id
WHERE policy.is_in_target
