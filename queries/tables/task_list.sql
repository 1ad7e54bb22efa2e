/* ---
title:      {vi: Nhiệm vụ và mốc của kế hoạch, en: Tasks and milestones}
definition:
  vi: >-
    Mỗi dòng một nhiệm vụ theo báo cáo mới nhất đến cuối kỳ: của năm ấy, hoặc của năm trước mà chưa xong. Nhiệm vụ không ghi hạn
    thì theo hạn của kế hoạch. Mốc của kế hoạch mà chưa ai báo cáo vẫn có một dòng, tình trạng chưa rõ. Quá hạn: số ngày từ hạn
    đến ngày xem khi chưa xong; hạn đã qua mà chưa rõ tình trạng thì chưa rõ có quá hạn không. Nhiệm vụ chưa rõ đầu mối vẫn có dòng.
    Nhiệm vụ mà tên nhắc đến nhà tạm, nhà dột nát mang kết quả của chỉ tiêu 5.
  en: >-
    One row per task by its newest report up to the end of the period: of that year, or of an earlier one and not done. A task
    without a due day takes that of the plan. A milestone of the plan that nobody reports keeps its row, its state unknown.
    Overdue: days from the due day to the day of looking while it is not done; not known where the state is not. A task without a
    known unit keeps its row. A task whose name speaks of temporary or dilapidated houses carries the outputs of target 5.
columns:
  - {name: task_id, title: {vi: Mã nhiệm vụ, en: Task id}, kind: text}
  - {name: name, title: {vi: Nhiệm vụ, en: Task}, kind: words, own_words: true}
  - {name: unit_id, title: {vi: Mã đơn vị, en: Unit id}, kind: text}
  - {name: unit_name, title: {vi: Đơn vị, en: Unit}, kind: words}
  - {name: measure_id, title: {vi: Mã việc, en: Measure id}, kind: text}
  - {name: measure, title: {vi: Việc của kế hoạch, en: Measure of the plan}, kind: words}
  - {name: place, title: {vi: Mục, en: Section}, kind: text}
  - {name: target_id, title: {vi: Chỉ tiêu, en: Target}, kind: text}
  - {name: report_date, title: {vi: Báo cáo đến ngày, en: Report of}, kind: date}
  - {name: due_date, title: {vi: Hạn, en: Due}, kind: date}
  - {name: done_date, title: {vi: Ngày xong, en: Done on}, kind: date}
  - {name: status, title: {vi: Trạng thái báo cáo, en: State as reported}, kind: code, codes: task_status}
  - {name: standing, title: {vi: Tình trạng, en: Standing}, kind: code, codes: task_standing, derived: true}
  - {name: days_overdue, title: {vi: Số ngày quá hạn, en: Days overdue}, kind: count, derived: true}
  - {name: output_unit, title: {vi: Đơn vị tính, en: Unit of output}, kind: text}
  - {name: output_needed, title: {vi: Cần làm, en: Needed}, kind: count}
  - {name: output_started, title: {vi: Đã bắt đầu, en: Started}, kind: count}
  - {name: output_done, title: {vi: Đã xong, en: Done}, kind: count}
  - {name: obstacle, title: {vi: "Khó khăn, vướng mắc", en: Obstacle}, kind: free_text}
  - {name: proposal, title: {vi: Đề xuất, en: Proposal}, kind: free_text}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [task_report]
access: public
--- */
-- One row per period and task, or milestone that no task reports. A later report that names the unit takes the place of one that did not.
WITH dated AS (
    SELECT shown.period AS shown_period, shown.last_day, year(shown.last_day) AS shown_year, task.*,
           row_number() OVER (PARTITION BY shown.period, task.task_id ORDER BY task.report_date DESC) AS place
    FROM core.period AS shown
    JOIN written_tasks AS task ON task.report_date <= shown.last_day
),
listed AS (
    SELECT dated.shown_period, dated.task_id, dated.name, dated.name AS name_en, dated.unit_id, dated.measure_id, dated.report_date,
           coalesce(dated.due_date, measure.due_date) AS due_date, dated.done_date, dated.status, dated.output_unit,
           dated.output_needed, dated.output_started, dated.output_done, dated.obstacle, dated.proposal,
           dated.source_file, dated.source_sheet, dated.source_row
    FROM dated
    LEFT JOIN core.measure AS measure
        ON measure.measure_id = dated.measure_id AND year(measure.due_date) = year(dated.report_date)
    WHERE dated.place = 1 AND (year(dated.report_date) = dated.shown_year OR dated.status <> 'done')
      AND (dated.unit_id IS NOT NULL OR NOT EXISTS (
          SELECT 1 FROM written_tasks AS later
          WHERE later.unit_id IS NOT NULL AND lower(later.name) = lower(dated.name)
            AND later.report_date > dated.report_date AND later.report_date <= dated.last_day
      ))
    UNION ALL
    SELECT shown.period, measure.measure_id, measure.name, measure.name_en, measure.lead_unit_id, measure.measure_id, NULL,
           measure.due_date, NULL, 'unknown', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM core.measure AS measure
    JOIN core.period AS shown ON year(shown.last_day) = year(measure.due_date)
    WHERE NOT EXISTS (
        SELECT 1 FROM dated
        WHERE dated.shown_period = shown.period AND dated.measure_id = measure.measure_id
          AND year(dated.report_date) = dated.shown_year
    )
),
-- The words by which a task is known to carry the outputs of the target that has no number.
carried AS (
    SELECT target.target_id, unnest(string_split(words.value, ';')) AS word
    FROM core.target AS target
    JOIN core.setting AS words ON words.key = 'target_task_words'
    WHERE target.kind = 'task'
)
SELECT listed.shown_period AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       row_number() OVER (ORDER BY unit.sort_key, listed.due_date, listed.name, listed.task_id, listed.shown_period) AS sort_key,
       listed.task_id, {'vi': listed.name, 'en': listed.name_en} AS name, listed.unit_id,
       {'vi': coalesce(unit.name, 'Chưa rõ đầu mối'), 'en': coalesce(unit.name_en, 'Unit not known')} AS unit_name,
       listed.measure_id, {'vi': measure.name, 'en': measure.name_en} AS measure, measure.place,
       (SELECT min(carried.target_id) FROM carried WHERE contains(lower(listed.name), lower(carried.word))) AS target_id,
       listed.report_date, listed.due_date, listed.done_date,
       listed.status, listed.output_unit, listed.output_needed, listed.output_started, listed.output_done,
       listed.obstacle, listed.proposal, listed.source_file, listed.source_sheet, listed.source_row
FROM listed
LEFT JOIN core.unit AS unit ON unit.unit_id = listed.unit_id
LEFT JOIN core.measure AS measure ON measure.measure_id = listed.measure_id
CROSS JOIN core.ward AS ward
