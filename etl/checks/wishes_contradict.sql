-- Only for rows of core.wish.
-- One row says that the household wishes nothing, another of the same day what it wishes: both are kept until one is put right.
SELECT 'warning' AS severity, 'wishes_contradict' AS rule, nothing.source_file AS file, nothing.source_sheet AS sheet, nothing.source_row,
       'wish_kind' AS column_name, CAST(NULL AS VARCHAR) AS found, CAST(NULL AS VARCHAR) AS used,
       'Dòng ' || nothing.source_row || ': ghi hộ này không có nguyện vọng nhưng «' || min(wish.source_file) || '» dòng ' || min(wish.source_row)
           || ' ghi nguyện vọng của cùng lần tham vấn; giữ cả hai, tính là có nguyện vọng. Hãy bỏ dòng sai.' AS message
FROM core.wish AS nothing
JOIN core.wish AS wish
    ON wish.household_id = nothing.household_id AND wish.period = nothing.period AND wish.wish_kind <> 'none'
    AND wish.consulted_date IS NOT DISTINCT FROM nothing.consulted_date
WHERE nothing.wish_kind = 'none'
GROUP BY nothing.source_file, nothing.source_sheet, nothing.source_row
