CREATE TABLE `ledger_subjects` (
	`subject` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`subject`, `n`)
);
--> statement-breakpoint
-- What db/ledger-subjects.ts says, of the entries that were there before.
INSERT OR IGNORE INTO `ledger_subjects` SELECT 'person:' || `actor`, `n` FROM `ledger` WHERE `actor` <> 'system';
--> statement-breakpoint
INSERT OR IGNORE INTO `ledger_subjects` SELECT 'draw:' || json_extract(`body`, '$.draw'), `n` FROM `ledger` WHERE json_type(`body`, '$.draw') = 'text';
--> statement-breakpoint
INSERT OR IGNORE INTO `ledger_subjects` SELECT 'visit:' || json_extract(`body`, '$.visit'), `n` FROM `ledger` WHERE json_type(`body`, '$.visit') = 'text';
--> statement-breakpoint
INSERT OR IGNORE INTO `ledger_subjects` SELECT 'plan:' || json_extract(`body`, '$.plan'), `n` FROM `ledger` WHERE json_type(`body`, '$.plan') = 'text';
--> statement-breakpoint
INSERT OR IGNORE INTO `ledger_subjects` SELECT 'person:' || json_extract(`body`, '$.person'), `n` FROM `ledger` WHERE json_type(`body`, '$.person') = 'text';
--> statement-breakpoint
INSERT OR IGNORE INTO `ledger_subjects` SELECT 'inspector:' || json_extract(`body`, '$.inspector'), `n` FROM `ledger` WHERE json_type(`body`, '$.inspector') = 'text';
--> statement-breakpoint
INSERT OR IGNORE INTO `ledger_subjects` SELECT 'inspector:' || json_extract(`body`, '$.leaver'), `n` FROM `ledger` WHERE json_type(`body`, '$.leaver') = 'text';
--> statement-breakpoint
INSERT OR IGNORE INTO `ledger_subjects` SELECT 'department:' || json_extract(`body`, '$.department'), `n` FROM `ledger` WHERE json_type(`body`, '$.department') = 'text';
--> statement-breakpoint
INSERT OR IGNORE INTO `ledger_subjects` SELECT 'place:' || json_extract(`body`, '$.draw') || '/' || json_extract(`body`, '$.visit'), `n` FROM `ledger` WHERE json_type(`body`, '$.draw') = 'text' AND json_type(`body`, '$.visit') = 'integer';
--> statement-breakpoint
INSERT OR IGNORE INTO `ledger_subjects` SELECT 'visit:' || value, `n` FROM `ledger`, json_each(`ledger`.`body`, '$.visits') WHERE json_type(`body`, '$.visits') = 'array';
--> statement-breakpoint
INSERT OR IGNORE INTO `ledger_subjects` SELECT json_extract(`body`, '$.kind') || ':' || json_extract(`body`, '$.key'), `n` FROM `ledger` WHERE `kind` = 'registry.changed';
--> statement-breakpoint
INSERT OR IGNORE INTO `ledger_subjects` SELECT 'department:' || json_extract(`body`, '$.from'), `n` FROM `ledger` WHERE json_type(`body`, '$.from') = 'text' AND `kind` NOT LIKE 'setting.%' AND `kind` NOT LIKE 'extension.%';
--> statement-breakpoint
INSERT OR IGNORE INTO `ledger_subjects` SELECT 'department:' || json_extract(`body`, '$.to'), `n` FROM `ledger` WHERE json_type(`body`, '$.to') = 'text' AND `kind` NOT LIKE 'setting.%' AND `kind` NOT LIKE 'extension.%';
