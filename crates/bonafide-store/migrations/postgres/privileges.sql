-- Run once by the owner of the record, after a first node has served lists and so made all tables: the role under which nodes then run may add
-- and read, move the head and refill views, and nothing else. Deterrence, not evidence: evidence lies outside.
GRANT SELECT, INSERT ON events, secrets, checkpoints, cosignatures, attachments TO bonafide_service;
GRANT SELECT, UPDATE ON heads TO bonafide_service;
GRANT SELECT, INSERT, DELETE ON streams, erasures TO bonafide_service;
GRANT SELECT ON logs, schema_versions TO bonafide_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON drafts TO bonafide_service;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON case_state, case_rows, case_people, case_words, case_places TO bonafide_service;
