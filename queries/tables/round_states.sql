/* ---
title:      {vi: "Tình trạng số liệu từng kỳ", en: "State of the figures of each round"}
definition:
  vi: "Mỗi dòng một kỳ rà soát theo một chuẩn: ước tính, sơ bộ hay chính thức, mấy khối đã gửi danh sách, quyết định chốt kỳ nếu có."
  en: "One row per round and standard: estimate, preliminary or official, neighbourhoods that sent their list, the decision that closed it."
columns:
  - {name: round, title: {vi: Kỳ, en: Round}, kind: text}
  - {name: standard, title: {vi: Chuẩn, en: Standard}, kind: words}
  - {name: figure_status, title: {vi: Tình trạng, en: State}, kind: code, codes: figure_status}
  - {name: areas_reported, title: {vi: Khối đã gửi, en: Sent}, kind: count}
  - {name: areas_total, title: {vi: Số khối, en: Neighbourhoods}, kind: count}
  - {name: reference_date, title: {vi: Ngày chốt, en: Cut-off}, kind: date}
  - {name: decision, title: {vi: Quyết định chốt, en: Closed by}, kind: words}
  - {name: decision_number, title: {vi: Số quyết định, en: Number of the decision}, kind: text}
  - {name: decision_date, title: {vi: Ngày quyết định, en: Day of the decision}, kind: date}
sources: []
rows: {household_list: {}}
access: public
--- */
-- One row per round, newest first. Of a round without any list no khối is counted.
SELECT CAST(NULL AS VARCHAR) AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       -epoch(round.reference_date) AS sort_key,
       round.period AS round, {'vi': standard.name, 'en': standard.name_en} AS standard, round.figure_status,
       CASE WHEN count(report.area_id) > 0 THEN count(*) FILTER (report.is_reported) END AS areas_reported,
       nullif(count(report.area_id), 0) AS areas_total,
       round.reference_date, round.decision_number, round.decision_date,
       CASE WHEN round.decision_number IS NULL THEN {'vi': 'chưa có', 'en': 'none yet'}
            ELSE {'vi': round.decision_number || ' ngày ' || strftime(round.decision_date, '%d/%m/%Y'),
                  'en': round.decision_number || ' of ' || strftime(round.decision_date, '%d/%m/%Y')} END AS decision
FROM core.round AS round
JOIN core.standard AS standard ON standard.standard_id = round.standard_id
CROSS JOIN core.ward AS ward
LEFT JOIN core.area_report AS report
    ON report.period = round.period AND report.standard_id = round.standard_id
    AND report.form = 'household_review' AND report.area_id <> 'chua_xac_dinh'
GROUP BY ALL
