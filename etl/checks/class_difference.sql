-- The decision wins; where the scores of the same row say otherwise, the ward should see it before an inspector does.
SELECT 'warning' AS severity, 'class_difference' AS rule, household.source_file AS file, household.source_sheet AS sheet, household.source_row,
       'closing_poor' AS column_name, household.recognised_class AS found, household.computed_class AS used,
       'Dòng ' || household.source_row || ': kết quả công nhận khác kết quả tính từ điểm B1 = ' || household.b1_score || ', B2 = '
           || household.b2_score || '. Số liệu dùng kết quả công nhận; hãy đối chiếu phiếu rà soát.' AS message
FROM core.household_round AS household
WHERE household.computed_class <> 'unknown' AND household.recognised_class <> 'unknown'
    AND household.computed_class <> household.recognised_class
