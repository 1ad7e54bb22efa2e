-- Only for rows of stage.entitlement_list.
-- The same person or household twice for one policy from the same day: it counts once.
SELECT 'warning' AS severity, 'repeated_entitlement' AS rule, again.source_file AS file, again.source_sheet AS sheet, again.source_row,
       'policy' AS column_name, policy.name AS found, first.source_file AS used,
       'Dòng ' || again.source_row || ': đối tượng này đã có trong danh sách «' || policy.name || '» ở «' || first.source_file
           || '» dòng ' || first.source_row || '; chỉ tính một lần, theo dòng đầu. Hãy bỏ dòng thừa.' AS message
FROM stage.entitlement_list AS again
JOIN core.policy AS policy ON policy.policy_id = again.policy_id
JOIN core.entitlement AS first ON first.entitlement_id = again.entitlement_id
WHERE first.source_file <> again.source_file OR first.source_sheet <> again.source_sheet OR first.source_row <> again.source_row
