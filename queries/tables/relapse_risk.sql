/* ---
title:      {vi: "Hộ mới rời danh sách và biến cố từ đó", en: "Households that left and what befell them since"}
definition:
  vi: >-
    Mỗi dòng một hộ thoát nghèo, thoát cận nghèo để vượt chuẩn trong 36 tháng trước hết kỳ (số tháng ở bảng tham số) mà nay không còn trong
    danh sách nghèo, cận nghèo. Nguy cơ khi từ kỳ rời danh sách có biến cố (văn bản ghi tách hộ, đổi chủ hộ, nhập hộ) hoặc danh sách ghi
    thêm một thiếu hụt so với kỳ trước đó. Không danh sách nào cho so thì chưa rõ, không phải không có.
  en: >-
    One row per household that rose above both lines within 36 months before the end of the period (the months are a setting) and is
    listed as neither now. At risk where since the round of leaving a document tells of a shock (split, new head, merger) or the list
    adds a deprivation to the round before. Where no list lets compare it is not known, not none.
columns:
  - {name: household_id, title: {vi: Mã trong kho số liệu, en: Warehouse id}, kind: household}
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: household_code, title: {vi: Mã hộ, en: Household code}, kind: household}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: left_period, title: {vi: Rời danh sách kỳ, en: Left in}, kind: text}
  - {name: left_kind, title: {vi: Diễn biến, en: Movement}, kind: code, codes: kind}
  - {name: risk, title: {vi: Nguy cơ, en: Risk}, kind: code, codes: relapse_risk}
  - {name: event_kind, title: {vi: Sự kiện, en: Event}, kind: code, codes: event_kind}
  - {name: new_deprivations, title: {vi: Thiếu hụt mới, en: New deprivations}, kind: words}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [household_review, opening_list, earlier_lists, household_event]
access: restricted
--- */
-- One row per household, period and standard: of a household that left twice the newest leaving.
WITH leaving AS (
    SELECT shown.period AS asked_period, shown.last_day AS asked_day, moved.*, begun.last_day AS begin_day,
           row_number() OVER (PARTITION BY shown.period, moved.standard_id, moved.household_id
                              ORDER BY ended.last_day DESC, ended.first_day) AS newest
    FROM core.period AS shown
    JOIN core.setting AS span ON span.key = 'newly_escaped_months'
    JOIN core.movement AS moved ON moved.kind IN ('poor_to_above', 'near_to_above')
    JOIN core.period AS ended
        ON ended.period = moved.period AND ended.kind IN ('year', shown.kind) AND ended.last_day <= shown.last_day
        AND ended.last_day > shown.last_day - to_months(CAST(span.value AS INTEGER))
    JOIN core.period AS begun ON begun.period = moved.begin_period
),
-- Who is listed again has fallen back already, which another list tells.
gone AS (
    SELECT leaving.*
    FROM leaving
    WHERE newest = 1 AND NOT EXISTS (
        SELECT 1 FROM core.household_round AS again
        JOIN core.period AS listed ON listed.period = again.period
        JOIN core.period AS ended ON ended.period = leaving.period
        WHERE again.household_id = leaving.household_id AND again.standard_id = leaving.standard_id
          AND again.recognised_class IN ('poor', 'near_poor', 'unknown')
          AND listed.first_day > ended.first_day AND listed.last_day > ended.last_day AND listed.last_day <= leaving.asked_day)
),
shock AS (
    SELECT gone.asked_period, gone.standard_id, gone.household_id, arg_max(event.kind, event.event_date) AS event_kind
    FROM gone
    JOIN core.setting AS told ON told.key = 'relapse_shock_events'
    JOIN core.household_event AS event
        ON gone.household_id IN (event.household_id, event.related_household_id)
        AND list_contains(string_split(told.value, ';'), event.kind)
        AND event.event_date > gone.begin_day AND event.event_date <= gone.asked_day
    GROUP BY gone.asked_period, gone.standard_id, gone.household_id
),
compared AS (
    SELECT gone.asked_period, gone.standard_id, gone.household_id, count(*) AS indicators,
           string_agg(now.indicator.vi, ', ' ORDER BY now.sort_key) FILTER (now.is_deprived AND NOT before.is_deprived) AS vi,
           string_agg(now.indicator.en, ', ' ORDER BY now.sort_key) FILTER (now.is_deprived AND NOT before.is_deprived) AS en
    FROM gone
    JOIN household_deprivations AS now
        ON now.period = gone.period AND now.standard_id = gone.standard_id AND now.household_id = gone.household_id
    JOIN household_deprivations AS before
        ON before.period = gone.begin_period AND before.standard_id = gone.standard_id
        AND before.household_id = gone.household_id AND before.sort_key = now.sort_key
    WHERE now.is_deprived IS NOT NULL AND before.is_deprived IS NOT NULL
    GROUP BY gone.asked_period, gone.standard_id, gone.household_id
)
SELECT gone.asked_period AS period, gone.standard_id, gone.area_id,
       1000000 * area.sort_key + coalesce(listed.source_row, 0) AS sort_key, gone.household_id, area.name AS area_name,
       identity.household_code, identity.head_name, gone.period AS left_period, gone.kind AS left_kind,
       CASE WHEN shock.event_kind IS NOT NULL OR compared.vi IS NOT NULL THEN 'at_risk'
            WHEN compared.indicators > 0 THEN 'no_shock' ELSE 'unknown' END AS risk,
       shock.event_kind, {'vi': compared.vi, 'en': compared.en} AS new_deprivations,
       listed.source_file, listed.source_sheet, listed.source_row
FROM gone
LEFT JOIN shock
    ON shock.asked_period = gone.asked_period AND shock.standard_id = gone.standard_id AND shock.household_id = gone.household_id
LEFT JOIN compared
    ON compared.asked_period = gone.asked_period AND compared.standard_id = gone.standard_id
    AND compared.household_id = gone.household_id
-- The list that says it left, else the last one that held it.
LEFT JOIN core.household_round AS listed
    ON listed.household_id = gone.household_id AND listed.standard_id = gone.standard_id
    AND listed.period = CASE WHEN EXISTS (
        SELECT 1 FROM core.household_round AS known
        WHERE known.household_id = gone.household_id AND known.standard_id = gone.standard_id AND known.period = gone.period)
        THEN gone.period ELSE gone.begin_period END
LEFT JOIN core.area AS area
    ON area.area_id = gone.area_id AND gone.asked_day BETWEEN area.valid_from AND coalesce(area.valid_to, gone.asked_day)
LEFT JOIN restricted.household AS identity
    ON identity.period = listed.period AND identity.household_id = gone.household_id
