/* ---
title:      {vi: "Sự kiện của một hộ", en: "Events of one household"}
definition:
  vi: >-
    Mỗi dòng một sự kiện mà văn bản ghi về hộ: chuyển đi, chuyển đến, tách, nhập, đổi chủ hộ…; có cả sự kiện của hộ khác
    nhắc đến hộ này.
  en: >-
    One row per event that a document tells of the household: moves, splits, mergers, a new head; also events of another
    household that name this one.
columns:
  - {name: event_date, title: {vi: Ngày, en: Date}, kind: date}
  - {name: event_kind, title: {vi: Sự kiện, en: Event}, kind: code, codes: event_kind}
  - {name: household_id, title: {vi: Hộ, en: Household}, kind: household}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: related_household_id, title: {vi: Hộ liên quan, en: Related household}, kind: household}
  - {name: related_head_name, title: {vi: Chủ hộ liên quan, en: Head of the related household}, kind: name}
  - {name: other_area_id, title: {vi: Mã khối của hộ liên quan, en: Neighbourhood id of the related household}, kind: area}
  - {name: document, title: {vi: Văn bản, en: Document}, kind: text}
  - {name: note, title: {vi: Ghi chú, en: Note}, kind: free_text}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [household_event]
access: restricted
--- */
-- One row per event and household that it speaks of, seen from that household; without a date last.
WITH told AS (
    SELECT event_id, household_id, related_household_id, FALSE AS is_other FROM core.household_event WHERE household_id IS NOT NULL
    UNION ALL
    SELECT event_id, related_household_id, household_id, TRUE FROM core.household_event
    WHERE related_household_id IS NOT NULL AND related_household_id IS DISTINCT FROM household_id
),
-- Where both were listed last: who answers for one khối alone does not read a name of another.
newest AS (
    SELECT household.household_id, arg_max(household.area_id, shown.last_day) AS area_id
    FROM core.household_round AS household
    JOIN core.period AS shown ON shown.period = household.period
    GROUP BY household.household_id
)
SELECT CAST(NULL AS VARCHAR) AS period, CAST(NULL AS VARCHAR) AS standard_id, coalesce(lived.area_id, event.area_id) AS area_id,
       row_number() OVER (ORDER BY event.event_date NULLS LAST, event.event_id) AS sort_key,
       event.event_date, event.kind AS event_kind, told.household_id,
       CASE WHEN told.is_other THEN identity.related_head_name ELSE identity.head_name END AS head_name,
       told.related_household_id,
       CASE WHEN told.is_other THEN identity.head_name ELSE identity.related_head_name END AS related_head_name,
       other.area_id AS other_area_id, event.document, identity.note, event.source_file, event.source_sheet, event.source_row
FROM told
JOIN core.household_event AS event ON event.event_id = told.event_id
LEFT JOIN newest AS lived ON lived.household_id = told.household_id
LEFT JOIN newest AS other ON other.household_id = told.related_household_id
LEFT JOIN restricted.household_event AS identity ON identity.event_id = told.event_id
