-- Only for rows of stage.consultation.
-- The same wish of the same household on the same day twice: it counts once.
SELECT 'warning' AS severity, 'repeated_wish' AS rule, again.source_file AS file, again.source_sheet AS sheet, again.source_row,
       'wish' AS column_name, CAST(NULL AS VARCHAR) AS found, first.source_file AS used,
       'Dòng ' || again.source_row || ': nguyện vọng này của hộ đã có ở «' || first.source_file || '» dòng ' || first.source_row
           || CASE WHEN again.agreed IS DISTINCT FROM told.agreed OR again.unit_id IS DISTINCT FROM first.unit_id
                   THEN ', với hỗ trợ đã thống nhất hoặc đầu mối khác' ELSE '' END
           || '; chỉ tính một lần, theo dòng đầu. Hãy bỏ dòng thừa.' AS message
FROM stage.consultation AS again
JOIN core.wish AS first ON first.wish_id = again.wish_id
JOIN restricted.wish AS told ON told.wish_id = first.wish_id
WHERE NOT again.is_blank
    AND (first.source_file <> again.source_file OR first.source_sheet <> again.source_sheet OR first.source_row <> again.source_row)
