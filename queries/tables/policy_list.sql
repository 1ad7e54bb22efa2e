/* ---
title:      {vi: "Các dòng báo cáo chính sách", en: "Rows of the policy reports"}
definition:
  vi: "Mỗi dòng một dòng báo cáo chính sách theo khối như đã ghi, và chỗ ghi trong tệp nguồn."
  en: "One row per row of the policy reports by neighbourhood as written, with its place in the source file."
columns:
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: policy_name, title: {vi: Chính sách, en: Policy}, kind: words}
  - {name: report_date, title: {vi: Báo cáo ngày, en: Report}, kind: date}
  - {name: eligible, title: {vi: Được hưởng, en: Entitled}, kind: count}
  - {name: served, title: {vi: Đã hưởng, en: Served}, kind: count}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [policy_coverage]
access: sensitive
--- */
-- One row per period, policy, khối and report of the year up to its end, in the order of khối and policy.
SELECT shown.period, CAST(NULL AS VARCHAR) AS standard_id, coverage.area_id,
       1000 * coalesce(area.sort_key, 0) + policy.sort_key AS sort_key,
       coalesce(area.name, ward.name) AS area_name, {'vi': policy.name, 'en': policy.name_en} AS policy_name,
       coverage.report_date, coverage.eligible, coverage.served,
       coverage.source_file, coverage.source_sheet, coverage.source_row
FROM core.policy_coverage AS coverage
JOIN core.policy AS policy ON policy.policy_id = coverage.policy_id
JOIN core.period AS shown
    ON coverage.report_date <= shown.last_day AND year(coverage.report_date) = year(shown.last_day)
CROSS JOIN core.ward AS ward
LEFT JOIN core.area AS area
    ON area.area_id = coverage.area_id AND area.level = 'neighbourhood'
    AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
