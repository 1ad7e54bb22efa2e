/* ---
title:      {vi: "Khối nào đã gửi biểu nào", en: "Which neighbourhood sent which form"}
definition:
  vi: >-
    Mỗi dòng một khối, một biểu, một kỳ phải gửi; chọn cả năm thì gồm các tháng của năm. Ngày nhận là ngày nạp tệp mới nhất cho
    số của khối; khối không có hộ nào thì chỉ biết khi mọi tệp của biểu cùng một ngày. Hạn lấy từ report_dues.csv; không có hạn
    thì không biểu nào là muộn.
  en: >-
    One row per neighbourhood, form and period that is asked for; a year has its months. Received is the day of the newest
    file that gave rows of the neighbourhood; where it has no household, only where all files of the form are of one day.
    Due days come from report_dues.csv; without one nothing is late.
columns:
  - {name: area_key, title: {vi: Mã khối, en: Neighbourhood id}, kind: text}
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: form, title: {vi: Biểu, en: Form}, kind: code, codes: form}
  - {name: reported_period, title: {vi: Kỳ, en: Period}, kind: text}
  - {name: is_reported, title: {vi: Đã gửi, en: Sent}, kind: flag}
  - {name: received_date, title: {vi: Ngày nhận, en: Received}, kind: date}
  - {name: due_date, title: {vi: Hạn, en: Due}, kind: date}
  - {name: document, title: {vi: Văn bản đặt hạn, en: Document of the due day}, kind: text}
sources: []
rows: {source_files: {}}
access: public
--- */
-- One row per shown period, khối, form and period of the form; standard_id NULL where a form is of none.
WITH asked AS (
    SELECT shown.period AS shown_period, part.period, part.last_day, part.kind
    FROM core.period AS shown
    JOIN core.period AS part
        ON part.period = shown.period
        OR (shown.kind = 'year' AND part.kind = 'month' AND year(part.last_day) = year(shown.last_day))
),
khoi AS (
    SELECT part.period, area.area_id, area.name, area.sort_key
    FROM core.period AS part
    JOIN core.area AS area
        ON area.level = 'neighbourhood' AND area.area_id <> 'chua_xac_dinh'
        AND part.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, part.last_day)
),
gave AS (
    SELECT 'household_review' AS form, period, standard_id, area_id, source_file FROM core.household_round
    UNION
    SELECT 'member_list', person.period, household.standard_id, household.area_id, person.source_file
    FROM core.person_round AS person
    JOIN core.household_round AS household ON household.period = person.period AND household.household_id = person.household_id
    UNION
    SELECT 'resident_households', period, CAST(NULL AS VARCHAR), area_id, source_file FROM core.area_round
    UNION
    SELECT 'movement_report', period, CAST(NULL AS VARCHAR), area_id, source_file FROM core.movement_report
    UNION
    SELECT 'policy_coverage', period, CAST(NULL AS VARCHAR), area_id, source_file FROM core.policy_coverage
),
received AS (
    SELECT gave.form, gave.period, gave.standard_id, gave.area_id, max(file.loaded_date) AS day
    FROM gave
    JOIN meta.source_file AS file ON file.file = gave.source_file
    GROUP BY gave.form, gave.period, gave.standard_id, gave.area_id
),
-- The one day of all files of a form, where there is one.
whole AS (
    SELECT form, period, standard_id, CASE WHEN min(day) = max(day) THEN min(day) END AS day
    FROM received
    GROUP BY form, period, standard_id
),
-- Who was asked for what. Members and residents are asked for once a year; two forms only where somebody sent one.
wanted AS (
    SELECT report.form, report.period, report.standard_id, report.area_id, report.is_reported
    FROM core.area_report AS report
    JOIN core.period AS part ON part.period = report.period
    WHERE report.form = 'household_review' OR part.kind = 'year'
    UNION ALL
    SELECT form.form, khoi.period, CAST(NULL AS VARCHAR), khoi.area_id,
           EXISTS (SELECT 1 FROM gave
                   WHERE gave.form = form.form AND gave.period = khoi.period
                       AND (gave.area_id = khoi.area_id OR gave.area_id IN (SELECT area_id FROM core.ward)))
    FROM khoi
    JOIN (SELECT DISTINCT form, period FROM gave WHERE form IN ('movement_report', 'policy_coverage')
          UNION
          SELECT form, period FROM core.report_due
          WHERE NOT EXISTS (SELECT 1 FROM core.area_report AS known
                            WHERE known.form = report_due.form AND known.period = report_due.period)) AS form
        ON form.period = khoi.period
)
SELECT asked.shown_period AS period, wanted.standard_id, wanted.area_id,
       1000 * khoi.sort_key + row_number() OVER (PARTITION BY asked.shown_period, wanted.standard_id, wanted.area_id
                                                  ORDER BY asked.kind = 'month', asked.last_day, wanted.form) AS sort_key,
       wanted.area_id AS area_key, khoi.name AS area_name, wanted.form, wanted.period AS reported_period, wanted.is_reported,
       CASE WHEN wanted.is_reported THEN coalesce(received.day, whole.day) END AS received_date,
       due.due_date, coalesce(document.number, document.title, due.document_id) AS document
FROM asked
JOIN wanted ON wanted.period = asked.period
JOIN khoi ON khoi.period = wanted.period AND khoi.area_id = wanted.area_id
LEFT JOIN received
    ON received.form = wanted.form AND received.period = wanted.period AND received.area_id = wanted.area_id
    AND (received.standard_id IS NULL OR received.standard_id = wanted.standard_id)
LEFT JOIN whole
    ON whole.form = wanted.form AND whole.period = wanted.period
    AND (whole.standard_id IS NULL OR whole.standard_id = wanted.standard_id)
LEFT JOIN core.report_due AS due ON due.form = wanted.form AND due.period = wanted.period
LEFT JOIN core.document AS document ON document.document_id = due.document_id
