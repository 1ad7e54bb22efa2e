-- Only for rows of stage.event_conflict.
-- Two documents say of one household what cannot both be: neither explains anything until one of them is put right.
SELECT 'error' AS severity, 'events_contradict' AS rule, other.source_file AS file, other.source_sheet AS sheet, other.source_row,
       'kind' AS column_name, other_word.name AS found, CAST(NULL AS VARCHAR) AS used,
       'Dòng ' || other.source_row || ': ghi hộ này «' || other_word.name || '»' || coalesce(' ngày ' || strftime(other.event_date, '%d/%m/%Y'), '')
           || ' nhưng «' || one.source_file || '» trang «' || one.source_sheet || '» dòng ' || one.source_row || ' ghi «' || one_word.name || '»'
           || coalesce(' ngày ' || strftime(one.event_date, '%d/%m/%Y'), '')
           || '; chưa dùng biến động nào để giải thích. Hãy đối chiếu hai văn bản và bỏ dòng sai.' AS message
FROM (SELECT DISTINCT event_id, other_event_id FROM stage.event_conflict) AS conflict
JOIN core.household_event AS one ON one.event_id = conflict.event_id
JOIN core.household_event AS other ON other.event_id = conflict.other_event_id
JOIN stage.event_word AS one_word ON one_word.kind = one.kind
JOIN stage.event_word AS other_word ON other_word.kind = other.kind
