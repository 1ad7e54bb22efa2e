-- One row per event of the year, in the order of the source; a day as it was written.
SELECT event.kind, coalesce(found.event_date, strftime(event.event_date, '%d/%m/%Y')) AS event_date, event.document, event.area_id AS area,
       identity.household_code, identity.head_name, identity.head_id_number, identity.related_head_name, found.related_code,
       identity.related_id_number, identity.note
FROM core.household_event AS event
JOIN restricted.household_event AS identity ON identity.event_id = event.event_id
JOIN core.period AS asked ON asked.period = $period
LEFT JOIN meta.source_sheet AS sheet ON sheet.file = event.source_file AND sheet.sheet = event.source_sheet
LEFT JOIN raw.household_event AS found
    ON found.source_file = event.source_file AND found.source_sheet = event.source_sheet AND found.source_row = event.source_row
WHERE coalesce(CAST(year(event.event_date) AS VARCHAR), sheet.period) = CAST(year(asked.last_day) AS VARCHAR)
  AND event.area_id = coalesce($area_id, event.area_id)
ORDER BY event.source_file, event.source_sheet, event.source_row
